import AikotobaCore
import XCTest

@testable import AikotobaModel

/// The guide before the scan, after the code, and across a lock.
@MainActor
final class GuideTests: XCTestCase, @unchecked Sendable {
  private func begun() async throws -> (Rig, GuideModel) {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.guide()
    let guide = try rig.top(GuideModel.self)
    guide.choose(try XCTUnwrap(guide.offers.first).site)
    guide.answer(.anotherScreen)
    return (rig, guide)
  }

  func testAGuideGoesForwardAndBackAndContinuesFromTheList() async throws {
    let (rig, guide) = try await begun()
    let first = guide.state
    guide.next()
    XCTAssertNotEqual(guide.state, first)
    XCTAssertTrue(guide.hasOwnBack)
    rig.app.back()
    XCTAssertEqual(guide.state, first)
    guide.open.leave()
    XCTAssertEqual(try rig.top(CodesModel.self).open.guideState, first)
  }

  func testGoingBackFromTheFirstQuestionLeadsToTheSitesAndThenToTheList() async throws {
    let (rig, guide) = try await begun()
    while guide.state != nil { rig.app.back() }
    XCTAssertIdentical(rig.app.top, guide)
    XCTAssertFalse(guide.hasOwnBack)
    rig.app.back()
    XCTAssertNil(try rig.top(CodesModel.self).open.guideState)
  }

  func testAVisibleGuideReopensAfterALockAndAClosedOneDoesNot() async throws {
    let (rig, guide) = try await begun()
    rig.app.lock()
    try await rig.unlock()
    XCTAssertNotNil(try rig.top(GuideModel.self).state)
    try rig.top(GuideModel.self).open.leave()
    rig.app.lock()
    try await rig.unlock()
    _ = try rig.top(CodesModel.self)
    XCTAssertNotNil(guide.state)
  }

  func testTheGuideContinuesWithTheAddedAccount() async throws {
    let (rig, guide) = try await begun()
    while !guide.readsCode { guide.next() }
    rig.platform.board.text = link
    await guide.paste().value
    let enrolment = try rig.top(EnrolmentModel.self)
    try await rig.settle { enrolment.state.stage != .confirmed && enrolment.face != nil }
    XCTAssertNotNil(enrolment.guide)
    await enrolment.accepted().value
    guard case .step = enrolment.guide?.page else {
      return XCTFail("\(String(describing: enrolment.guide?.page))")
    }
    enrolment.open.guide()
    XCTAssertNotNil(try rig.top(GuideModel.self).state?.account)
  }

  func testTheAnswersAreSearched() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.help()
    let help = try rig.top(HelpModel.self)
    let all = help.found
    XCTAssertFalse(all.isEmpty)
    help.search("backup")
    XCTAssertLessThan(help.found.count, all.count)
    help.search("zzzz")
    XCTAssertEqual(help.found, [])
  }
}

extension GuideModel {
  var readsCode: Bool {
    guard case .step(_, _, _, action: .readCode, _) = state?.page else { return false }
    return true
  }
}
