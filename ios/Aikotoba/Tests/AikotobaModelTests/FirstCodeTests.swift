import AikotobaCore
import XCTest

@testable import AikotobaModel

/// From the first screen to the first code, and what follows.
@MainActor
final class FirstCodeTests: XCTestCase, @unchecked Sendable {
  private func onPhone(declines: Bool = false) throws -> (Rig, FakeKeys) {
    let platform = try FakePlatform()
    let keys = FakeKeys()
    (keys.now, keys.declines) = (.absent, declines)
    platform.deviceKeys = keys
    return (Rig(platform), keys)
  }

  /// Adds the first account behind the device's lock until the site accepted its code. Nothing is
  /// typed.
  private func firstCode(_ rig: Rig) async throws {
    let start = try rig.top(StartModel.self)
    await start.scan()?.value
    XCTAssertNil(start.errorText)
    rig.platform.board.text = link
    try rig.top(ScanModel.self).paste()
    try await rig.settle { rig.app.top is EnrolmentModel }
    let enrolment = try rig.top(EnrolmentModel.self)
    try await rig.settle { enrolment.face != nil }
    await enrolment.accepted().value
  }

  func testTheRecoveryCodeIsWrittenDownCheckedAndErased() async throws {
    let (rig, keys) = try onPhone()
    try await firstCode(rig)
    XCTAssertEqual(keys.bindings, [.screenLock])
    let handOver = try rig.top(HandOverModel.self)
    await handOver.onPaper().value
    let groups = handOver.groups
    handOver.written()
    handOver.typed = "0000"
    await handOver.answer().value
    XCTAssertNotNil(handOver.errorText)
    handOver.typed = groups[Int(try XCTUnwrap(handOver.check).at) - 1]
    await handOver.answer().value
    XCTAssertEqual(handOver.step, .backup)
    XCTAssertFalse(try rig.app.vault.canShowRecoveryCode())
  }

  func testAPersonWhoLeftStartsThereAndCannotAddASecondAccount() async throws {
    let (rig, _) = try onPhone()
    try await firstCode(rig)
    let first = try rig.top(HandOverModel.self)
    await first.asSheet().value
    await first.save().value
    XCTAssertEqual(rig.platform.saved?.name, "aikotoba-recovery-code.html")
    let groups = first.groups
    rig.app.lock()
    await (try rig.top(UnlockModel.self)).unlock()?.value
    let again = try rig.top(HandOverModel.self)
    await again.onPaper().value
    XCTAssertEqual(again.groups, groups)
    XCTAssertTrue(again.stepBack())
    rig.app.back()
    try rig.top(CodesModel.self).open.scan()
    XCTAssertEqual(try rig.top(HandOverModel.self).step, .choose)
  }

  func testAPasswordReplacesTheRecoveryCode() async throws {
    let (rig, _) = try onPhone()
    try await firstCode(rig)
    let handOver = try rig.top(HandOverModel.self)
    handOver.byPassword()
    handOver.password.fill(password)
    await handOver.setPassword()?.value
    XCTAssertEqual(handOver.step, .backup)
    XCTAssertNil(try rig.app.vault.handOverDue())
  }

  func testWithoutAScreenLockAPasswordIsChosenFirst() async throws {
    let (rig, _) = try onPhone(declines: true)
    let start = try rig.top(StartModel.self)
    await start.scan()?.value
    XCTAssertEqual(start.step, .locks)
    XCTAssertFalse(rig.app.vault.isUnlocked())
  }
}
