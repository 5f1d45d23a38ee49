import AikotobaCore
import XCTest

@testable import AikotobaModel

/// From the first start to a restored backup, in the order of a person's actions.
@MainActor
final class MainJobTests: XCTestCase, @unchecked Sendable {
  func testAPastedLinkBecomesACodeThatIsCopiedAndListed() async throws {
    let rig = try await Rig.ready()
    let code = try await rig.enrol()
    let codes = try rig.top(CodesModel.self)
    XCTAssertEqual(codes.state.rows.map(\.issuer), ["Amazon"])
    codes.touch(codes.state.rows[0])
    XCTAssertEqual(rig.platform.board.copied, code)
    XCTAssertNotNil(rig.platform.board.clearAfterSeconds)
    XCTAssertNotNil(rig.app.message)
  }

  func testARejectedCodeListsThePossibleCausesAndGoesBack() async throws {
    let rig = try await Rig.ready()
    try rig.top(CodesModel.self).open.scan()
    rig.platform.board.text = link
    try rig.top(ScanModel.self).paste()
    try await rig.settle { rig.app.top is EnrolmentModel }
    let enrolment = try rig.top(EnrolmentModel.self)
    try await rig.settle { enrolment.face != nil }
    await enrolment.refused().value
    guard case .refused(_, let causes, 0) = enrolment.state.stage else {
      return XCTFail("\(enrolment.state.stage)")
    }
    XCTAssertFalse(causes.isEmpty)
    await enrolment.cancel().value
    XCTAssertEqual(try rig.top(CodesModel.self).state.rows, [])
    try rig.top(CodesModel.self).open.trash()
    XCTAssertEqual(try rig.top(TrashModel.self).state.rows.count, 1)
  }

  func testABackupIsSavedVerifiedAndRestoredOnAnotherDevice() async throws {
    let rig = try await Rig.ready()
    let code = try await rig.enrol()
    let folder = FakeFolder()
    rig.platform.folder = folder
    try rig.top(CodesModel.self).open.backup()
    let backup = try rig.top(BackupModel.self)
    await backup.choosePlace().value
    backup.password.fill("correct horse")
    await backup.save()?.value
    XCTAssertNil(backup.errorText)
    XCTAssertEqual(backup.state.latest?.accounts, 1)
    let (name, bytes) = try XCTUnwrap(folder.files.first)

    let other = try await Rig.ready()
    other.platform.file = PickedFile(name: name, bytes: bytes)
    try other.top(CodesModel.self).open.restore()
    let restore = try other.top(RestoreModel.self)
    await restore.pick().value
    restore.password = "wrong horse"
    await restore.open().value
    XCTAssertNotNil(restore.errorText)
    restore.password = "correct horse"
    await restore.open().value
    XCTAssertEqual(restore.plan?.adds, 1)
    await restore.apply().value
    XCTAssertTrue(restore.canUndo)
    restore.leave()
    XCTAssertEqual(try other.top(CodesModel.self).state.rows.map(\.face.digits), [code])
  }

  func testABackupForAnotherAppIsVerifiedAndDoesNotCountAsSaved() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    try rig.top(CodesModel.self).open.backup()
    let backup = try rig.top(BackupModel.self)
    backup.chooseSharing()
    backup.password.fill("correct horse")
    rig.platform.isShareTaken = false
    await backup.share()?.value
    XCTAssertTrue(backup.isSharing)
    XCTAssertNil(rig.app.message)
    rig.platform.isShareTaken = true
    await backup.share()?.value
    XCTAssertNil(backup.errorText)
    XCTAssertFalse(backup.isSharing)
    XCTAssertNil(backup.state.latest)
    let file = try XCTUnwrap(rig.platform.shared)
    let opening = try BackupOpening.ofFile(name: file.name, bytes: file.content)
    XCTAssertEqual(
      try opening.finish(password: "correct horse").rehearse(vault: rig.app.vault).outcome,
      .complete)
  }

  func testAFullFolderIsReportedAndTheNextAttemptIsSaved() async throws {
    let rig = try await Rig.ready()
    try await rig.enrol()
    rig.platform.folder = FakeFolder(isFull: true)
    try rig.top(CodesModel.self).open.backup()
    let backup = try rig.top(BackupModel.self)
    await backup.choosePlace().value
    backup.password.fill("correct horse")
    await backup.save()?.value
    XCTAssertNotNil(backup.errorText)
    XCTAssertNotNil(backup.state.failure)
    rig.platform.folder = FakeFolder()
    await backup.choosePlace().value
    await backup.save()?.value
    XCTAssertNil(backup.errorText)
    XCTAssertNil(backup.state.failure)
  }
}
