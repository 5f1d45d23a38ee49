import AikotobaCore
import XCTest

@testable import AikotobaModel

/// Checking the latest backup, and the question for the password.
@MainActor
final class RehearsalTests: XCTestCase, @unchecked Sendable {
  private static let month: Int64 = 30 * 24 * 60 * 60

  func testAMonthAfterTheBackupTheListAsksAndARightPasswordIsRecorded() async throws {
    let rig = try await backedUp(FakeFolder())
    XCTAssertEqual(try leads(rig), [])
    rig.pass(seconds: Self.month)
    XCTAssertEqual(try leads(rig), [.rehearsal])
    try rig.top(CodesModel.self).open.follow(.rehearsal)
    let rehearsal = try rig.top(RehearsalModel.self)
    XCTAssertEqual(rehearsal.state.putOff, .yes)
    rehearsal.password = "mistyped"
    await rehearsal.check()?.value
    XCTAssertNotNil(rehearsal.errorText)
    rehearsal.password = password
    await rehearsal.check()?.value
    XCTAssertNil(rehearsal.errorText)
    XCTAssertEqual(rehearsal.done?.accounts, 1)
    XCTAssertEqual(rehearsal.password, "")
    rig.app.back()
    XCTAssertEqual(try leads(rig), [])
  }

  func testItIsPutOffForAFewDays() async throws {
    let rig = try await backedUp(FakeFolder())
    rig.pass(seconds: Self.month)
    try rig.top(CodesModel.self).open.follow(.rehearsal)
    try await rig.top(RehearsalModel.self).putOff().value
    XCTAssertEqual(try leads(rig), [])
    rig.pass(seconds: Self.month / 10)
    XCTAssertEqual(try leads(rig), [.rehearsal])
  }

  func testThreeWrongPasswordsAndAMissingFileLeadToANewBackup() async throws {
    let folder = FakeFolder()
    let rig = try await backedUp(folder)
    try rig.top(CodesModel.self).open.backup()
    try rig.top(BackupModel.self).check()
    let rehearsal = try rig.top(RehearsalModel.self)
    for typed in ["one", "two", "three"] {
      rehearsal.password = typed
      await rehearsal.check()?.value
    }
    let forgotten = rig.app.speech.say("error-rehearsal-password-forgotten")
    XCTAssertEqual(rehearsal.errorText?.happened, forgotten)
    rehearsal.backUp()
    _ = try rig.top(BackupModel.self)

    for name in folder.files.keys { try folder.remove(name) }
    try rig.top(BackupModel.self).check()
    let other = try rig.top(RehearsalModel.self)
    other.password = password
    await other.check()?.value
    XCTAssertEqual(other.errorText?.happened, rig.app.speech.say("error-rehearsal-no-backup"))
    rig.app.showCodes()
    XCTAssertEqual(try leads(rig), [.backup])
  }

  func testAPlaceThatIsNotThereLeadsToTheBackupScreen() async throws {
    let rig = try await backedUp(FakeFolder())
    rig.platform.keptFolder = nil
    try rig.top(CodesModel.self).open.follow(.rehearsal)
    let rehearsal = try rig.top(RehearsalModel.self)
    XCTAssertTrue(rehearsal.isPlaceMissing)
    rehearsal.password = password
    XCTAssertNil(rehearsal.check())
    rehearsal.backUp()
    _ = try rig.top(BackupModel.self)
  }

  func testTheQuestionTakesEitherAnswerAndAWrongOneIsNoTryToUnlock() async throws {
    let rig = try await backedUp(FakeFolder())
    try rig.top(CodesModel.self).open.follow(.credentialCheck)
    let question = try rig.top(CredentialCheckModel.self)
    XCTAssertEqual(question.asked, .password)
    question.typed = "mistyped"
    for _ in 0..<6 { await question.answer()?.value }
    XCTAssertNotNil(question.errorText)
    XCTAssertEqual(rig.app.memory.tries.wrong, 0)
    question.typed = password
    await question.answer()?.value
    XCTAssertTrue(question.right)
    rig.app.back()
    try rig.top(CodesModel.self).open.follow(.credentialCheck)
    let again = try rig.top(CredentialCheckModel.self)
    again.askForOther()
    XCTAssertEqual(again.asked, .recoveryCode)
    again.typed = "0000"
    await again.answer()?.value
    XCTAssertNotNil(again.errorText)
    await again.putOff().value
    _ = try rig.top(CodesModel.self)
  }

  func testTheCodeThatIsShownIsSavedAsASheetWithThePlaceOfTheBackups() async throws {
    let rig = try await backedUp(FakeFolder())
    try rig.top(CodesModel.self).open.follow(.recoveryCheck)
    let recovery = try rig.top(RecoveryModel.self)
    await recovery.show().value
    await recovery.saveSheet().value
    XCTAssertTrue(recovery.saved)
    let sheet = String(decoding: try XCTUnwrap(rig.platform.saved).content, as: UTF8.self)
    XCTAssertTrue(sheet.contains("<li>\(try XCTUnwrap(recovery.fresh).first ?? "?")</li>"))
    XCTAssertTrue(sheet.contains("USB") && sheet.contains("age -d"))
  }

  /// A vault with a confirmed recovery code, an account and a backup, with its list.
  private func backedUp(_ folder: FakeFolder) async throws -> Rig {
    let rig = try await Rig.ready()
    let groups = try rig.app.vault.makeRecoveryCode(now: rig.platform.wall).groups()
    let check = try XCTUnwrap(try rig.app.vault.recoveryCheckState())
    try rig.app.vault.answerRecoveryCheck(
      typed: groups[Int(check.at) - 1], now: rig.platform.wall)
    try await rig.enrol()
    try await rig.backUp(to: folder)
    return rig
  }

  private func leads(_ rig: Rig) throws -> [BannerLead] {
    let codes = try rig.top(CodesModel.self)
    codes.refresh()
    return codes.state.banners.map(\.lead)
  }
}
