import AikotobaCore
import XCTest

@testable import AikotobaModel

/// All accounts for another app or on paper.
@MainActor
final class ExportTests: XCTestCase, @unchecked Sendable {
  private func exporting(_ target: ExportTarget) async throws -> (Rig, ExportModel) {
    let rig = try await Rig.ready()
    try await rig.enrol()
    try rig.top(CodesModel.self).open.export()
    let export = try rig.top(ExportModel.self)
    export.choose(target)
    return (rig, export)
  }

  func testAFileIsSavedAfterTwoWarningsAndThePassword() async throws {
    let (rig, export) = try await exporting(.text)
    XCTAssertEqual(export.state.phrase.code, "export-warning-file")
    export.goOn()
    XCTAssertEqual(export.state.phrase.code, "export-confirm-file")
    XCTAssertNil(export.goOn())
    export.proof.typed = "wrong"
    await export.goOn()?.value
    XCTAssertNotNil(export.errorText)
    XCTAssertNil(rig.platform.saved)
    export.proof.typed = password
    await export.goOn()?.value
    XCTAssertEqual(export.state.step, .saved)
    XCTAssertEqual(export.proof.typed, "")
    let saved = try XCTUnwrap(rig.platform.saved)
    XCTAssertEqual(saved.name, "aikotoba-export.txt")
    XCTAssertTrue(String(decoding: saved.content, as: UTF8.self).hasPrefix("otpauth://totp/Amazon"))
    XCTAssertTrue(rig.app.back())
    _ = try rig.top(CodesModel.self)
  }

  func testTransferCodesForGoogleAreShownAndRemovedAfterwards() async throws {
    let (rig, export) = try await exporting(.google)
    export.goOn()
    export.proof.typed = password
    await export.goOn()?.value
    XCTAssertEqual(export.state.code, ExportedCode(at: 0, total: 1))
    XCTAssertNotNil(export.matrix)
    export.nextCode()
    XCTAssertEqual(export.state.code?.at, 0)
    XCTAssertNil(rig.platform.saved)
    XCTAssertTrue(rig.app.back())
    XCTAssertNil(export.matrix)
    XCTAssertEqual(export.state.step, .choose)
  }

  func testADeclinedDeviceLockIsReportedAndNothingIsExported() async throws {
    let platform = try FakePlatform()
    let keys = FakeKeys()
    keys.now = .absent
    platform.deviceKeys = keys
    let rig = Rig(platform)
    await (try rig.top(StartModel.self)).scan()?.value
    rig.app.back()
    _ = try await rig.paste(link)
    let export = try ExportModel(of: rig.app)
    export.choose(.text)
    export.goOn()
    XCTAssertEqual(export.proof.way, .device)
    keys.declines = true
    await export.goOn()?.value
    XCTAssertEqual(export.errorText?.happened, rig.app.speech.say("device-key-not-given"))
    XCTAssertTrue(rig.app.vault.isUnlocked())
    XCTAssertNil(platform.saved)
  }

  func testAfterAWrongPasswordTheVaultStaysLocked() async throws {
    let (rig, export) = try await exporting(.aegis)
    export.goOn()
    export.proof.typed = "wrong"
    await export.goOn()?.value
    XCTAssertTrue(rig.app.back())
    XCTAssertTrue(rig.app.back())
    _ = try rig.top(UnlockModel.self)
  }

  func testAnEmptyVaultHasNothingToExport() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.export()
    let export = try rig.top(ExportModel.self)
    XCTAssertEqual(export.state.phrase.code, "export-nothing")
    XCTAssertTrue(export.state.targets.isEmpty)
  }
}
