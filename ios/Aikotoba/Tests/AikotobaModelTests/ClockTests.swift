import AikotobaCore
import XCTest

@testable import AikotobaModel

/// The person's own correction of the clock, and how long the screen stays on.
@MainActor
final class ClockTests: XCTestCase, @unchecked Sendable {
  /// An account with a counter (RFC 4226), which makes a code only on request.
  private let counter =
    "otpauth://hotp/Shop:me?issuer=Shop&counter=0&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

  private func correct(_ rig: Rig, _ times: Int) throws {
    try rig.top(CodesModel.self).open.settings()
    try rig.top(SettingsModel.self).open.correction()
    let correction = try rig.top(CorrectionModel.self)
    for _ in 0..<times { correction.later() }
    rig.app.showCodes()
  }

  private func isShown(_ codes: CodesModel) -> Bool {
    codes.state.banners.contains { $0.lead == .clockCorrection }
  }

  func testCodesAreShownAndCopiedForTheCorrectedTime() async throws {
    let rig = try await Rig.ready()
    let before = try await rig.enrol()
    try correct(rig, 2)
    let codes = try rig.top(CodesModel.self)
    let shown = try XCTUnwrap(codes.state.rows[0].face.digits)
    XCTAssertNotEqual(shown, before)
    codes.touch(codes.state.rows[0])
    XCTAssertEqual(rig.platform.board.copied, shown)
    codes.visible = [codes.state.rows[0].id]
    codes.tick()
    XCTAssertEqual(codes.state.rows[0].face.digits, shown)
    // A minute later the device's own clock makes the same code.
    rig.app.memory.clockCorrection = nil
    rig.pass(seconds: 60)
    codes.refresh()
    XCTAssertEqual(codes.state.rows[0].face.digits, shown)
  }

  func testTheCodeOfANewAccountUsesTheCorrectedTime() async throws {
    let rig = try await Rig.ready()
    try correct(rig, 2)
    let enrolment = try await rig.paste()
    let shown = try XCTUnwrap(enrolment.face?.digits)
    enrolment.copy()
    XCTAssertEqual(rig.platform.board.copied, shown)
    await enrolment.accepted().value
    enrolment.open.list()
    let codes = try rig.top(CodesModel.self)
    XCTAssertEqual(codes.state.rows[0].face.digits, shown)
    rig.app.memory.clockCorrection = nil
    codes.refresh()
    XCTAssertNotEqual(codes.state.rows[0].face.digits, shown)
  }

  func testATakenCounterCodeIsShownUnderACorrection() async throws {
    let rig = try await Rig.ready()
    try await rig.paste(counter).open.list()
    try correct(rig, 4)
    let codes = try rig.top(CodesModel.self)
    let id = codes.state.rows[0].id
    await codes.arranging.take(id).value
    codes.visible = [id]
    codes.tick()
    guard case .onRequest(.some) = codes.state.rows[0].face else {
      return XCTFail("\(codes.state.rows[0].face)")
    }
  }

  func testTheCorrectionIsOnTheListUntilTheClockIsSetRight() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    let codes = try rig.top(CodesModel.self)
    XCTAssertFalse(isShown(codes))
    try correct(rig, 2)
    XCTAssertTrue(isShown(codes))
    codes.open.follow(.clockCorrection)
    XCTAssertEqual(try rig.top(CorrectionModel.self).seconds, 60)
    rig.app.back()
    rig.pass(seconds: 5)
    codes.refresh()
    XCTAssertTrue(isShown(codes))
    // The clock is set one minute forward while the app is invisible.
    rig.app.hidden()
    rig.platform.wall = WallMillis(rig.platform.wall.value + 60_000)
    rig.app.shown()
    XCTAssertNil(rig.app.memory.clockCorrection)
    XCTAssertEqual(rig.app.message?.text, rig.app.speech.say("correction-over"))
    codes.refresh()
    XCTAssertFalse(isShown(codes))
  }

  func testTheCorrectionCanBeTurnedOff() async throws {
    let rig = try await Rig.ready()
    let correction = CorrectionModel(rig.app)
    correction.earlier()
    correction.earlier()
    XCTAssertEqual(correction.seconds, -60)
    correction.turnOff()
    XCTAssertEqual(correction.seconds, 0)
    XCTAssertNil(rig.app.memory.clockCorrection)
  }

  func testTheCorrectionOfADeletedAppIsRemoved() async throws {
    let rig = try await Rig.ready()
    try correct(rig, 2)
    // A restart keeps the correction.
    XCTAssertEqual(Rig(rig.platform).app.codeTime().seconds, 60)
    let fresh = try FakePlatform()
    fresh.preferences.write("clock-correction", rig.app.memory.clockCorrection)
    XCTAssertEqual(Rig(fresh).app.codeTime().seconds, 0)
  }

  func testTheScreenStaysOnForFiveMinutesWhileACodeIsToBeTyped() async throws {
    let rig = try await Rig.ready()
    let enrolment = try await rig.paste()
    let watching = Task { await enrolment.watch() }
    try await rig.settle { rig.platform.isScreenKeptOn }
    rig.pass(seconds: 299)
    XCTAssertTrue(enrolment.keepsScreenOn)
    rig.pass(seconds: 1)
    XCTAssertFalse(enrolment.keepsScreenOn)
    watching.cancel()
    await watching.value
    XCTAssertFalse(rig.platform.isScreenKeptOn)
  }

  func testTheScreenStaysOnUntilTheCameraIsNoLongerShown() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.scan()
    let scan = try rig.top(ScanModel.self)
    let former = Task { await scan.keepScreenOn() }
    try await rig.settle { rig.platform.isScreenKeptOn }
    // The camera is shown again before the earlier task has ended.
    let present = Task { await scan.keepScreenOn() }
    await Task.yield()
    former.cancel()
    await former.value
    XCTAssertTrue(rig.platform.isScreenKeptOn)
    present.cancel()
    await present.value
    XCTAssertFalse(rig.platform.isScreenKeptOn)
  }

  func testAClosedScreenNoLongerKeepsTheDisplayOn() async throws {
    let rig = try await Rig.ready()
    let enrolment = try await rig.paste()
    let former = Task { await enrolment.watch() }
    try await rig.settle { rig.platform.isScreenKeptOn }
    // A second call, as after a new interval: the end of the first one changes nothing.
    let watching = Task { await enrolment.watch() }
    await Task.yield()
    former.cancel()
    await former.value
    XCTAssertTrue(rig.platform.isScreenKeptOn)
    enrolment.open.list()
    XCTAssertFalse(rig.platform.isScreenKeptOn)
    watching.cancel()
    await watching.value
  }
}
