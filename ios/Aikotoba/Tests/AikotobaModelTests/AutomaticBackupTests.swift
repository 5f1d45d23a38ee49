import AikotobaCore
import XCTest

@testable import AikotobaModel

/// Automatic backups: turned on and off, made after a change, carried while the vault is locked, and
/// what is told about a failure.
@MainActor
final class AutomaticBackupTests: XCTestCase, @unchecked Sendable {
  func testTurningOnSavesAtOnceAndAChangeIsSavedAMinuteLater() async throws {
    let folder = FakeFolder()
    let rig = try await turnedOn(folder)
    try await rig.settle { self.status(rig) == .saved && !rig.app.automatic.isBusy }
    XCTAssertEqual(folder.files.count, 1)
    XCTAssertFalse(rig.platform.delivery.isScheduled)
    XCTAssertFalse(rig.platform.delivery.isAwake)
    rig.app.showCodes()
    XCTAssertEqual(try leads(rig), [])
    try add(rig)
    rig.app.changed()
    try await rig.settle { !rig.app.automatic.isBusy }
    XCTAssertEqual(folder.files.count, 1)
    rig.pass(seconds: 60)
    rig.app.changed()
    try await rig.settle { folder.files.count == 2 && self.status(rig) == .saved }
  }

  func testLeavingTheAppSavesWhatWasChangedAlsoIfItLocksAtOnce() async throws {
    let folder = FakeFolder()
    let rig = try await turnedOn(folder)
    try await rig.settle { self.status(rig) == .saved }
    try add(rig)
    rig.app.hidden()
    XCTAssertTrue(rig.platform.delivery.isAwake)
    rig.app.lock()
    rig.app.vault.release()
    try await rig.settle { folder.files.count == 2 && !rig.app.automatic.isBusy }
    XCTAssertFalse(rig.platform.delivery.isAwake)
    try await unlock(rig)
    try await rig.settle { self.status(rig) == .saved }
  }

  func testAPlaceThatIsFullIsToldAndTheBackupIsSavedLater() async throws {
    let folder = FakeFolder(isFull: true)
    let rig = try await turnedOn(folder)
    try await rig.settle { self.status(rig) == .failing && !rig.app.automatic.isBusy }
    XCTAssertTrue(rig.platform.delivery.isScheduled)
    rig.app.showCodes()
    XCTAssertEqual(try leads(rig), [.automaticBackup])
    try rig.top(CodesModel.self).open.follow(.automaticBackup)
    let screen = try rig.top(AutomaticBackupModel.self)
    XCTAssertEqual(screen.failure?.happened, rig.app.speech.say("error-place-full"))
    folder.isFull = false
    screen.retry()
    try await rig.settle { screen.state.status == .saved }
    XCTAssertNil(screen.failure)
    XCTAssertFalse(rig.platform.delivery.isScheduled)
  }

  func testATaskCarriesTheBackupWhileTheVaultIsLockedAndUnlockingShowsIt() async throws {
    let folder = FakeFolder(isFull: true)
    let rig = try await turnedOn(folder)
    try await rig.settle { self.status(rig) == .failing && !rig.app.automatic.isBusy }
    rig.app.lock()
    rig.app.vault.release()
    try await rig.settle { !rig.app.automatic.isBusy }
    let isStillFull = await rig.platform.deliverBackup()
    XCTAssertTrue(isStillFull)
    folder.isFull = false
    let other = FakeFolder(address: "file:///other")
    rig.platform.keptFolder = other
    let isElsewhere = await rig.platform.deliverBackup()
    XCTAssertTrue(isElsewhere, "another folder does not get it")
    XCTAssertTrue(other.files.isEmpty)
    rig.platform.keptFolder = folder
    let isFailing = await rig.platform.deliverBackup()
    XCTAssertFalse(isFailing)
    XCTAssertEqual(folder.files.count, 1)
    try await unlock(rig)
    try await rig.settle { self.status(rig) == .saved }
  }

  func testTurningOffDeletesWhatWasPreparedAndKeepsTheBackups() async throws {
    let folder = FakeFolder()
    let rig = try await turnedOn(folder)
    try await rig.settle { self.status(rig) == .saved && !rig.app.automatic.isBusy }
    folder.isFull = true
    try add(rig)
    let screen = try rig.top(AutomaticBackupModel.self)
    screen.retry()
    try await rig.settle { self.status(rig) == .failing && !rig.app.automatic.isBusy }
    await screen.turnOff().value
    XCTAssertEqual(screen.state.status, .off)
    XCTAssertFalse(rig.platform.delivery.isScheduled)
    folder.isFull = false
    let isFailing = await rig.platform.deliverBackup()
    XCTAssertFalse(isFailing, "nothing is prepared")
    XCTAssertEqual(folder.files.count, 1)
  }

  func testAFolderOnDiskIsWrittenByTheCore() async throws {
    let disk = FileManager.default.temporaryDirectory
      .appendingPathComponent("backups-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    let rig = try await turnedOn(FakeFolder(path: disk.path, address: disk.path))
    try await rig.settle { self.status(rig) == .saved }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: disk.path).count, 1)
  }

  func testATaskIsScheduledAgainForWhatWasLeftWhenTheAppStarts() async throws {
    let rig = try await turnedOn(FakeFolder(isFull: true))
    try await rig.settle { self.status(rig) == .failing && !rig.app.automatic.isBusy }
    rig.app.lock()
    rig.app.vault.release()
    try await rig.settle { !rig.app.automatic.isBusy }
    rig.platform.delivery.cancel()
    let next = Rig(rig.platform)
    try await next.settle { next.platform.delivery.isScheduled }
  }

  /// A vault with an account and automatic backups, with their screen.
  private func turnedOn(_ folder: FakeFolder) async throws -> Rig {
    let rig = try await Rig.ready()
    let groups = try rig.app.vault.makeRecoveryCode(now: rig.platform.wall).groups()
    let check = try XCTUnwrap(try rig.app.vault.recoveryCheckState())
    try rig.app.vault.answerRecoveryCheck(
      typed: groups[Int(check.at) - 1], now: rig.platform.wall)
    try await rig.enrol()
    (rig.platform.folder, rig.platform.keptFolder) = (folder, folder)
    try rig.top(CodesModel.self).open.backup()
    try rig.top(BackupModel.self).automatically()
    let screen = try rig.top(AutomaticBackupModel.self)
    XCTAssertEqual(screen.state.status, .off)
    XCTAssertNil(screen.turnOn(), "without a password nothing is turned on")
    screen.password.fill(password)
    await screen.turnOn()?.value
    XCTAssertNil(screen.errorText)
    XCTAssertEqual(screen.password.typed, "")
    return rig
  }

  private func add(_ rig: Rig) throws {
    let enrolment = try Enrolment.typed(
      issuer: "Rakuten", label: "me", key: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
      options: usualOptions(), now: rig.platform.wall)
    try enrolment.commit(vault: rig.app.vault, now: rig.platform.wall)
    try enrolment.confirm(vault: rig.app.vault, now: rig.platform.wall)
  }

  private func unlock(_ rig: Rig) async throws {
    let unlocking = try rig.top(UnlockModel.self)
    unlocking.lookAgain()
    try await rig.unlock()
    _ = try rig.top(CodesModel.self)
  }

  private func status(_ rig: Rig) -> AutomaticBackupStatus? {
    try? rig.app.vault.automaticBackupState().status
  }

  private func leads(_ rig: Rig) throws -> [BannerLead] {
    let codes = try rig.top(CodesModel.self)
    codes.refresh()
    return codes.state.banners.map(\.lead)
  }
}
