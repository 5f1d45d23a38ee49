import AikotobaCore
import XCTest

@testable import AikotobaModel

/// Locking, unlocking, and what waits meanwhile.
@MainActor
final class LockTests: XCTestCase, @unchecked Sendable {
  func testAWrongPasswordIsReportedAndCounted() async throws {
    let rig = try await Rig.ready()
    rig.app.lock()
    try await rig.unlock("wrong")
    XCTAssertNotNil(try rig.top(UnlockModel.self).errorText)
    XCTAssertEqual(rig.app.memory.tries.wrong, 1)
    try await rig.unlock()
    XCTAssertTrue(rig.app.vault.isUnlocked())
    XCTAssertEqual(rig.app.memory.tries.wrong, 0)
  }

  func testTheAppLocksAfterItsTimeOutOfSight() async throws {
    let rig = try await Rig.ready()
    rig.app.hidden()
    rig.app.shown()
    _ = try rig.top(CodesModel.self)
    rig.app.hidden()
    rig.platform.monotonic = MonotonicMillis(rig.platform.monotonic.value + 3_600_000)
    rig.app.shown()
    _ = try rig.top(UnlockModel.self)
    XCTAssertFalse(rig.app.vault.isUnlocked())
  }

  func testTheDevicesKeyOpensTheVaultAtOnce() async throws {
    let platform = try FakePlatform()
    platform.deviceKeys = FakeKeys()
    let rig = Rig(platform)
    try await rig.makeVault()
    rig.app.lock()
    let unlocking = try rig.top(UnlockModel.self)
    XCTAssertEqual(unlocking.way, .device)
    await unlocking.unlock()?.value
    _ = try rig.top(CodesModel.self)
    (platform.deviceKeys as? FakeKeys)?.now = .invalidated
    rig.app.lock()
    XCTAssertEqual(try rig.top(UnlockModel.self).state.notice, .deviceKeyGone)
    XCTAssertEqual(try rig.top(UnlockModel.self).way, .passphrase)
  }

  func testInputReceivedWhileLockedWaitsForAConfirmation() async throws {
    let rig = try await Rig.ready()
    rig.app.lock()
    rig.app.receive(.text(link))
    _ = try rig.top(UnlockModel.self)
    try await rig.unlock()
    let scan = try rig.top(ScanModel.self)
    try await rig.settle { scan.state.action != .keepScanning }
    guard case .confirm(let place) = scan.state.action else {
      return XCTFail("\(scan.state.action)")
    }
    await scan.choose(place).value
    let enrolment = try rig.top(EnrolmentModel.self)
    try await rig.settle { enrolment.face != nil }
  }

  func testALockedVaultLeadsEveryScreenToTheUnlockScreen() async throws {
    let rig = try await Rig.ready()
    let codes = try rig.top(CodesModel.self)
    codes.open.settings()
    rig.app.vault.lock()
    codes.refresh()
    _ = try rig.top(UnlockModel.self)
    XCTAssertNil(rig.app.message)
  }

  func testThePersonIsAskedAboutAnotherVault() async throws {
    let rig = try await Rig.ready()
    let other = try await Rig.ready()
    rig.app.vault.release()
    other.app.vault.release()
    try FileManager.default.removeItem(at: rig.platform.vault)
    try FileManager.default.copyItem(at: other.platform.vault, to: rig.platform.vault)
    let again = Rig(rig.platform)
    try await again.unlock()
    let health = try again.top(HealthModel.self)
    XCTAssertEqual(health.lead, .acceptOther)
    health.accept()
    _ = try again.top(CodesModel.self)
  }
}
