import AikotobaCore
import XCTest

@testable import AikotobaModel

/// The backups of other devices in the backup folder.
@MainActor
final class OtherDevicesTests: XCTestCase, @unchecked Sendable {
  func testAnAccountOfAnotherDeviceIsAddedAfterAPreview() async throws {
    let folder = FakeFolder()
    let rig = try await sharing(folder)
    let devices = try await opened(rig)
    let row = try XCTUnwrap(devices.state?.rows.first)
    await devices.open(row).value
    let restore = try rig.top(RestoreModel.self)
    restore.password = password
    await restore.open().value
    XCTAssertNil(restore.errorText)
    XCTAssertEqual(restore.plan?.rows.count, 1)
    XCTAssertNotNil(restore.plan?.rows[0].removed)
    restore.choose(0, .add)
    await restore.apply().value
    restore.leave()
    XCTAssertEqual(try rig.top(CodesModel.self).state.rows.map(\.label), ["me"])
  }

  func testAFolderWithoutOtherDevicesAndAMissingBackupSaySo() async throws {
    let folder = FakeFolder()
    let rig = try await sharing(folder)
    let devices = try await opened(rig)
    let row = try XCTUnwrap(devices.state?.rows.first)
    for name in folder.files.keys { try folder.remove(name) }
    await devices.open(row).value
    XCTAssertNotNil(devices.errorText)
    await devices.look().value
    XCTAssertNil(devices.errorText)
    XCTAssertEqual(devices.state?.notices.map(\.code), ["devices-none"])
  }

  /// A vault whose account was erased, and a folder in which another device has a backup with it.
  private func sharing(_ folder: FakeFolder) async throws -> Rig {
    let rig = try await Rig.ready()
    try await rig.enrol()
    try await rig.backUp(to: folder)
    let own = try XCTUnwrap(folder.files.keys.first)
    // The name says which device made a file.
    var parts = own.split(separator: "-").map(String.init)
    parts[3] = "01010101"
    try folder.rename(own, to: parts.joined(separator: "-"))
    let row = try XCTUnwrap(try rig.top(CodesModel.self).state.rows.first)
    try rig.app.vault.discard(id: row.id, now: rig.platform.wall)
    try rig.app.vault.purge(id: row.id)
    return rig
  }

  private func opened(_ rig: Rig) async throws -> OtherDevicesModel {
    try rig.top(CodesModel.self).open.backup()
    try rig.top(BackupModel.self).otherDevices()
    let devices = try rig.top(OtherDevicesModel.self)
    await devices.look().value
    XCTAssertNil(devices.errorText)
    return devices
  }
}
