import AikotobaCore
import XCTest

@testable import AikotobaModel

/// What only an iPhone has: the items of the Keychain, and backups of the whole device.
@MainActor
final class DeviceTests: XCTestCase, @unchecked Sendable {
  func testAVaultThatWasDeletedWithTheAppIsReportedUntilTheNextOneIsMade() async throws {
    let platform = try FakePlatform()
    let keys = FakeKeys()
    keys.hasLeftover = true
    platform.deviceKeys = keys
    let rig = Rig(platform)
    XCTAssertTrue(try rig.top(StartModel.self).isLeftover)
    try await rig.makeVault()
    XCTAssertFalse(keys.hasLeftover)
  }

  func testAMarkWithoutAVaultCountsAsLeftover() async throws {
    let platform = try FakePlatform()
    platform.preferences.write("mark", "of another vault")
    XCTAssertTrue(try Rig(platform).top(StartModel.self).isLeftover)
    XCTAssertFalse(try Rig().top(StartModel.self).isLeftover)
  }

  func testTheVaultIsExcludedFromBackupsAgainAfterEachChange() async throws {
    let platform = try FakePlatform()
    let backups = FakeDeviceBackups()
    platform.deviceBackups = backups
    let rig = Rig(platform)
    try await rig.makeVault()
    try rig.top(CodesModel.self).open.settings()
    let settings = try rig.top(SettingsModel.self)
    XCTAssertEqual(settings.isLeftOut, false)
    settings.leaveOut(true)
    XCTAssertEqual(settings.isLeftOut, true)
    let before = backups.applied
    await settings.choose(.theme, "setting-theme-dark").value
    XCTAssertGreaterThan(backups.applied, before)
  }

  func testThePersonChoosesWhetherNewFacesInvalidateTheKey() async throws {
    let platform = try FakePlatform()
    let keys = FakeKeys()
    keys.now = .absent
    platform.deviceKeys = keys
    let rig = Rig(platform)
    try await rig.makeVault()
    let settings = SettingsModel(rig.app)
    XCTAssertNil(settings.endsWithNewBiometrics)
    keys.hasBiometrics = true
    let offered = SettingsModel(rig.app)
    XCTAssertEqual(offered.endsWithNewBiometrics, false)
    await offered.endWithNewBiometrics(true).value
    XCTAssertEqual(offered.endsWithNewBiometrics, true)
    XCTAssertEqual(keys.bindings, [.screenLock, .enrolledBiometrics])
    keys.declines = true
    await offered.endWithNewBiometrics(false).value
    XCTAssertNotNil(offered.errorText)
    XCTAssertEqual(offered.endsWithNewBiometrics, true)
    keys.declines = false
    await offered.endWithNewBiometrics(false).value
    XCTAssertEqual(keys.bindings.last, .screenLock)
    rig.app.lock()
    await (try rig.top(UnlockModel.self)).unlock()?.value
    _ = try rig.top(CodesModel.self)
  }
}

@MainActor
private final class FakeDeviceBackups: DeviceBackups {
  private(set) var isVaultLeftOut = false
  private(set) var applied = 0

  func leaveVaultOut(_ isLeftOut: Bool) { isVaultLeftOut = isLeftOut }

  func vaultChanged() { applied += 1 }
}
