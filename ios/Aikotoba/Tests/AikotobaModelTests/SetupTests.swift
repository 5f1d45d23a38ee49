import AikotobaCore
import XCTest

@testable import AikotobaModel

/// What follows the first code: the checklist, other logins, and who holds an account.
@MainActor
final class SetupTests: XCTestCase, @unchecked Sendable {
  private let other = link.replacingOccurrences(of: ":me", with: ":info")
    .replacingOccurrences(of: "GEZDGNBV", with: "AAAAAAAA")

  func testTheChecklistStartsAfterTheSiteAcceptedACodeAndGetsItsTicks() async throws {
    let rig = try await Rig.ready()
    XCTAssertEqual(try rig.top(CodesModel.self).openRows, 0)
    try await rig.enrol()
    let codes = try rig.top(CodesModel.self)
    XCTAssertEqual(codes.openRows, 4)
    codes.open.checklist()
    let list = try rig.top(ChecklistModel.self)
    XCTAssertEqual(list.open, [.backupMethod, .turnedOn, .recovery, .backup])
    let id = try XCTUnwrap(list.state.accounts.first).id
    await list.register(id, .voiceCall).value
    XCTAssertEqual(list.state.accounts.first?.backupMethod, .voiceCall)
    await list.turnedOn(id).value
    XCTAssertEqual(list.open, [.recovery, .backup])
    await list.notTurnedOn(id).value
    await list.register(id, nil).value
    XCTAssertEqual(list.open.count, 4)
    await list.turnedOn(id).value
    rig.app.back()
    XCTAssertEqual(codes.openRows, 3)
  }

  func testTheChecklistOpensTheRecoveryCodeAndShowsItAsDone() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    try rig.top(CodesModel.self).open.checklist()
    let list = try rig.top(ChecklistModel.self)
    list.recovery()
    let recovery = try rig.top(RecoveryModel.self)
    await recovery.show().value
    let groups = try XCTUnwrap(recovery.fresh)
    recovery.noted()
    recovery.typed = groups[Int(try XCTUnwrap(recovery.check).at) - 1]
    await recovery.answer().value
    rig.app.back()
    XCTAssertFalse(list.open.contains(.recovery))
    list.backup()
    _ = try rig.top(BackupModel.self)
  }

  func testTheEndOfAGuideIsATickOfTheChecklist() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.guide()
    let guide = try rig.top(GuideModel.self)
    guide.choose(try XCTUnwrap(guide.offers.first).site)
    guide.answer(.anotherScreen)
    while !guide.readsCode { guide.next() }
    rig.platform.board.text = link
    await guide.paste().value
    let enrolment = try rig.top(EnrolmentModel.self)
    try await rig.settle { enrolment.face != nil && !enrolment.busy }
    await enrolment.accepted().value
    enrolment.open.guide()
    let again = try rig.top(GuideModel.self)
    while !again.isFinished { again.next() }
    await again.finish().value
    XCTAssertNil(again.errorText)
    XCTAssertNil(again.state)
    try rig.top(CodesModel.self).open.checklist()
    XCTAssertFalse(try rig.top(ChecklistModel.self).open.contains(.turnedOn))
  }

  func testAnotherLoginOfAShopGetsANameAndAColourBeforeItsCodeIsShown() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    let enrolment = try await rig.paste(other)
    XCTAssertNil(enrolment.face)
    let question = try XCTUnwrap(enrolment.state.login)
    XCTAssertEqual([question.site] + question.others, ["Amazon", "me"])
    XCTAssertEqual(enrolment.login, "info")
    XCTAssertEqual(enrolment.colour, question.colour)
    (enrolment.login, enrolment.colour) = ("出品用", 3)
    await enrolment.commit().value
    XCTAssertNotNil(enrolment.face)
    await enrolment.accepted().value
    enrolment.open.list()
    let row = try XCTUnwrap(try rig.top(CodesModel.self).state.rows.last)
    XCTAssertEqual(row.label, "出品用")
    XCTAssertEqual(row.colour, 3)
  }

  func testATooLongNameIsReportedAndTheDraftStays() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    let enrolment = try await rig.paste(other)
    enrolment.login = String(repeating: "a", count: 10_000)
    await enrolment.commit().value
    XCTAssertNotNil(enrolment.errorText)
    XCTAssertNil(enrolment.face)
    enrolment.login = "info"
    await enrolment.commit().value
    XCTAssertNotNil(enrolment.face)
  }

  func testTheHolderOfAnAccountIsNoted() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    let codes = try rig.top(CodesModel.self)
    let id = codes.state.rows[0].id
    codes.open.share(id)
    let share = try rig.top(ShareModel.self)
    XCTAssertFalse(share.hasOwnBack)
    share.purpose = .staff
    XCTAssertTrue(share.hasOwnBack)
    share.proof.typed = password
    await share.show().value
    share.holder = "Tanaka"
    await share.noteHolder().value
    XCTAssertTrue(share.isNoted)
    XCTAssertTrue(try rig.app.vault.accountState(id: id).details.note.contains("Tanaka"))
  }
}

extension ChecklistModel {
  /// The points that remain to be done, in the order of the screen.
  fileprivate var open: [ChecklistPoint] {
    let rows = state.accounts.flatMap(\.rows) + state.rows
    return rows.filter { $0.isDone == .no }.map(\.point)
  }
}

extension GuideModel {
  fileprivate var isFinished: Bool {
    guard case .finished = state?.page else { return false }
    return true
  }
}
