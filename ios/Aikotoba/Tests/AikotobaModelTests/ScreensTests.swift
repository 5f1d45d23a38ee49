import AikotobaCore
import XCTest

@testable import AikotobaModel

/// What each of the other screens does.
@MainActor
final class ScreensTests: XCTestCase, @unchecked Sendable {
  func testAnAccountIsEditedTrashedPutBackAndErased() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    let codes = try rig.top(CodesModel.self)
    codes.open.edit(codes.state.rows[0].id)
    let edit = try rig.top(EditModel.self)
    edit.label = "someone"
    await edit.save().value
    XCTAssertEqual(codes.state.rows.map(\.label), ["someone"])
    let row = codes.state.rows[0]
    await codes.arranging.trash(row).value
    XCTAssertEqual(codes.state.rows, [])
    rig.app.message?.undo?()
    try await rig.settle { codes.state.rows.count == 1 }
    await codes.arranging.trash(row).value
    codes.open.trash()
    let trash = try rig.top(TrashModel.self)
    await trash.erase(row.id, row.name).value
    XCTAssertEqual(trash.state.rows, [])
  }

  func testAnAccountIsPutIntoSeveralGroupsAndTakenOutOfOne() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    let codes = try rig.top(CodesModel.self)
    codes.open.edit(codes.state.rows[0].id)
    var edit = try rig.top(EditModel.self)
    for name in ["店", " 仕入れ ", "店"] {
      edit.group = name
      edit.addGroup()
    }
    XCTAssertEqual(edit.groups, ["店", "仕入れ"])
    edit.group = "家"
    await edit.save().value
    XCTAssertEqual(codes.state.rows[0].groups, ["店", "仕入れ", "家"])
    codes.open.edit(codes.state.rows[0].id)
    edit = try rig.top(EditModel.self)
    XCTAssertEqual(edit.groups, ["店", "仕入れ", "家"])
    edit.toggleGroup("店")
    await edit.save().value
    XCTAssertEqual(codes.state.rows[0].groups, ["仕入れ", "家"])
  }

  func testALanguageIsChosenBeforeAndAfterTheVaultIsMade() async throws {
    let rig = try Rig()
    let start = try rig.top(StartModel.self)
    let japanese = try XCTUnwrap(start.languages.first { $0.tag == "ja" })
    start.speak(japanese.value)
    XCTAssertEqual(rig.app.speech.language, "ja")
    try await rig.makeVault()
    XCTAssertEqual(rig.app.speech.language, "ja")
    try rig.top(CodesModel.self).open.settings()
    let settings = try rig.top(SettingsModel.self)
    let english = try XCTUnwrap(start.languages.first { $0.tag == "en" })
    await settings.choose(.language, english.value).value
    XCTAssertEqual(rig.app.speech.language, "en")
  }

  func testAMistypedKeyIsReportedAndKept() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.scan()
    try rig.top(ScanModel.self).typeKey()
    let typing = try rig.top(TypeKeyModel.self)
    (typing.issuer, typing.key) = ("Amazon", "0!")
    await typing.add().value
    XCTAssertNotNil(typing.errorText)
    XCTAssertEqual(typing.key, "0!")
    typing.key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    await typing.add().value
    _ = try rig.top(EnrolmentModel.self)
    XCTAssertEqual(typing.key, "")
  }

  func testTheVaultIsEncryptedWithANewKey() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.settings()
    try rig.top(SettingsModel.self).open.password()
    try rig.top(PasswordModel.self).rekey()
    let rekey = try rig.top(RekeyModel.self)
    rekey.password.fill("umi no yasumi hiru")
    await rekey.rekey()?.value
    XCTAssertEqual(rekey.recovery?.count, 7)
    XCTAssertTrue(rekey.stepBack())
    rekey.noted()
    rig.app.lock()
    try await rig.unlock("umi no yasumi hiru")
    _ = try rig.top(CodesModel.self)
  }

  func testAKeyIsShownOnlyAfterThePassword() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    let codes = try rig.top(CodesModel.self)
    codes.open.share(codes.state.rows[0].id)
    let share = try rig.top(ShareModel.self)
    share.purpose = .newPhone
    share.proof.typed = "wrong"
    await share.show().value
    XCTAssertNil(share.matrix)
    XCTAssertNotNil(share.errorText)
    share.proof.typed = password
    await share.show().value
    XCTAssertNotNil(share.matrix)
    XCTAssertEqual(share.proof.typed, "")
    // Going back leads to the question for whom the QR code is, and then closes the screen.
    rig.app.back()
    XCTAssertNil(share.matrix)
    XCTAssertNil(share.purpose)
    rig.app.back()
    _ = try rig.top(CodesModel.self)
  }

  func testTheRecoveryCodeIsShownAgainAndChecked() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.follow(.recoveryCheck)
    let recovery = try rig.top(RecoveryModel.self)
    XCTAssertTrue(recovery.canShowAgain)
    await recovery.show().value
    let groups = try XCTUnwrap(recovery.fresh)
    recovery.noted()
    let asked = try XCTUnwrap(recovery.check)
    recovery.typed = groups[Int(asked.at) - 1]
    await recovery.answer().value
    XCTAssertTrue(recovery.right)
  }

  func testARefusedCameraIsReported() async throws {
    let rig = try await Rig.ready()
    rig.platform.camera = FakeCamera([.failed(.notAllowed)])
    try rig.top(CodesModel.self).open.scan()
    let scan = try rig.top(ScanModel.self)
    await scan.watch()
    guard case .off(let errorText, settingsHelp: true) = scan.live.state else {
      return XCTFail("\(scan.live.state)")
    }
    XCTAssertNotNil(errorText)
    XCTAssertFalse(scan.live.hasTorch)
  }

  func testAFrameWithoutACodeIsSearched() async throws {
    let rig = try await Rig.ready()
    let grey = Luma(
      pixels: Data(repeating: 128, count: 64 * 48), width: 64, height: 48, stride: 64,
      rotation: .clockwise90)
    rig.platform.camera = FakeCamera([.frame(grey)])
    try rig.top(CodesModel.self).open.scan()
    let scan = try rig.top(ScanModel.self)
    await scan.watch()
    XCTAssertEqual(scan.live.upright, PictureSize(width: 48, height: 64))
    XCTAssertEqual(scan.state.action, .keepScanning)
    XCTAssertNil(scan.errorText)
    rig.platform.board.text = nil
    scan.paste()
    XCTAssertNotNil(scan.errorText)
  }
}
