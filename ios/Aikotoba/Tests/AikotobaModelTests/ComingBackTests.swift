import AikotobaCore
import XCTest

@testable import AikotobaModel

/// What the app offers, reports and continues when the person returns to it.
@MainActor
final class ComingBackTests: XCTestCase, @unchecked Sendable {
  private func away(_ rig: Rig, copied: Bool) {
    rig.app.hidden()
    rig.pass(seconds: 1)
    if copied { rig.platform.board.changedAt = rig.platform.wall }
    rig.app.shown()
  }

  func testWhatWasCopiedElsewhereIsOfferedAndReadOnlyAfterATouch() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.scan()
    let scan = try rig.top(ScanModel.self)
    away(rig, copied: false)
    XCTAssertFalse(scan.isPasteOffered)
    away(rig, copied: true)
    XCTAssertTrue(scan.isPasteOffered)
    XCTAssertEqual(rig.platform.board.reads, 0)
    scan.pasted(.text(link))
    XCTAssertFalse(scan.isPasteOffered)
    try await rig.settle { rig.app.top is EnrolmentModel }
    XCTAssertEqual(rig.platform.board.reads, 0)
  }

  func testTheGuideOffersItToo() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.guide()
    let guide = try rig.top(GuideModel.self)
    guide.choose(try XCTUnwrap(guide.offers.first).site)
    away(rig, copied: true)
    XCTAssertTrue(guide.isPasteOffered)
    await guide.pasted(nil).value
    XCTAssertNotNil(guide.errorText)
    XCTAssertFalse(guide.isPasteOffered)
    away(rig, copied: true)
    await guide.pasted(.text(link)).value
    XCTAssertFalse(try rig.top(EnrolmentModel.self).isFromPicture)
  }

  func testAPersonWhoScannedAPictureIsAdvisedToDeleteIt() async throws {
    let shop = try await Rig.ready()
    try await shop.enrol()
    let id = try shop.top(CodesModel.self).state.rows[0].id
    let rig = try await Rig.ready()
    rig.platform.picture = try XCTUnwrap(shop.app.vault.shareAccount(id: id).qr(at: 0)).bitmap
    try rig.top(CodesModel.self).open.scan()
    try rig.top(ScanModel.self).pickPicture()
    try await rig.settle { rig.app.top is EnrolmentModel }
    XCTAssertTrue(try rig.top(EnrolmentModel.self).isFromPicture)
    rig.app.showCodes()
    let enrolment = try await rig.paste()
    XCTAssertFalse(enrolment.isFromPicture)
  }

  func testTheCodeToTypeIsShownAgainAfterALock() async throws {
    let rig = try await Rig.ready()
    let account = try await rig.paste().account
    rig.app.lock()
    try await rig.unlock()
    let enrolment = try rig.top(EnrolmentModel.self)
    XCTAssertNotNil(enrolment.face)
    XCTAssertEqual(enrolment.account, account)
    await enrolment.accepted().value
    rig.app.lock()
    try await rig.unlock()
    _ = try rig.top(CodesModel.self)
  }

  func testADeclinedScreenLockIsReportedAndNoVaultIsMade() async throws {
    let platform = try FakePlatform()
    let keys = FakeKeys()
    (keys.now, keys.declines) = (.absent, true)
    platform.deviceKeys = keys
    let rig = Rig(platform)
    let start = try rig.top(StartModel.self)
    start.beginWithBackup()
    start.password.fill(password)
    XCTAssertTrue(start.withDeviceKey)
    await start.make()?.value
    let say = rig.app.speech
    XCTAssertEqual(start.errorText?.happened, say.say("device-key-not-given"))
    XCTAssertEqual(start.errorText?.next, say.say("device-key-not-given-start"))
    XCTAssertEqual(rig.app.vault.presence(), .nothing)
    start.withDeviceKey = false
    await start.make()?.value
    start.noted()
    rig.app.showCodes()
    try rig.top(CodesModel.self).open.settings()
    let settings = try rig.top(SettingsModel.self)
    await settings.switchDeviceKey().value
    XCTAssertEqual(settings.errorText?.safe, say.say("device-key-not-given-safe"))
    XCTAssertEqual(settings.errorText?.next, say.say("device-key-not-given-next"))
    XCTAssertFalse(settings.deviceKeyUsed)
    keys.declines = false
    await settings.switchDeviceKey().value
    XCTAssertNil(settings.errorText)
    XCTAssertTrue(settings.deviceKeyUsed)
    keys.declines = true
    let rekey = RekeyModel(rig.app)
    rekey.password.fill("umi no yasumi hiru")
    await rekey.rekey()?.value
    XCTAssertEqual(rekey.errorText?.happened, say.say("device-key-not-given"))
    XCTAssertNil(rekey.recovery)
  }
}

extension QrPicture {
  /// A picture file: a BMP with four pixels per module and a white margin.
  fileprivate var bitmap: Data {
    let (side, zoom, margin) = (Int(side), 4, 4)
    let size = (side + 2 * margin) * zoom
    let little = { (value: Int) in (0..<4).map { UInt8(value >> ($0 * 8) & 0xFF) } }
    var file = Data("BM".utf8)
    for value in [54 + size * size * 4, 0, 54, 40, size, size, 1 | 32 << 16, 0, 0, 0, 0, 0, 0] {
      file.append(contentsOf: little(value))
    }
    for y in (0..<size).reversed() {
      for x in 0..<size {
        let (column, row) = (x / zoom - margin, y / zoom - margin)
        let isInside = (0..<side).contains(column) && (0..<side).contains(row)
        let isDark = isInside && modules[row * side + column] != 0
        file.append(contentsOf: [UInt8](repeating: isDark ? 0 : 255, count: 4))
      }
    }
    return file
  }
}
