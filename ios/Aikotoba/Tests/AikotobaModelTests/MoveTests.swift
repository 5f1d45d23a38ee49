import AikotobaCore
import XCTest

@testable import AikotobaModel

/// From another app's file to the list.
@MainActor
final class MoveTests: XCTestCase, @unchecked Sendable {
  /// A file made by the project's own generator. Its password is "correct horse".
  private func export(_ name: String) throws -> PickedFile {
    let folder = URL(fileURLWithPath: #filePath).appendingPathComponent(
      "../../../../../tests/vectors/import")
    let bytes = try Data(contentsOf: folder.appendingPathComponent(name).standardizedFileURL)
    return PickedFile(name: "export.json", bytes: bytes)
  }

  private func moving(_ app: String, _ file: PickedFile) async throws -> (Rig, MoveModel) {
    let rig = try await Rig.ready()
    rig.platform.file = file
    try rig.top(CodesModel.self).open.move()
    let move = try rig.top(MoveModel.self)
    move.choose(try XCTUnwrap(move.guides.first { $0.app == app }))
    await move.pick().value
    return (rig, move)
  }

  func testAnEncryptedFileIsOpenedAfterAWrongPasswordAndImported() async throws {
    let (rig, move) = try await moving("aegis", try export("aegis/sealed.json"))
    XCTAssertNotNil(move.sealed)
    move.password = "wrong horse"
    await move.open().value
    XCTAssertNotNil(move.errorText)
    XCTAssertEqual(move.password, "")
    move.password = "correct horse"
    await move.open().value
    let restore = try rig.top(RestoreModel.self)
    await restore.apply().value
    XCTAssertNotNil(restore.advice)
    restore.leave()
    XCTAssertFalse(try rig.top(CodesModel.self).state.rows.isEmpty)
  }

  func testAFileThatIsNotOpenedIsNamedInThePreview() async throws {
    let (rig, move) = try await moving("aegis", try export("aegis/sealed.json"))
    await move.goOnWithout().value
    let plan = try XCTUnwrap(try rig.top(RestoreModel.self).plan)
    XCTAssertEqual([plan.rows.count, plan.refused.count], [0, 1])
  }

  func testAFileChosenBeforeTheVaultWasLockedIsReadAfterUnlocking() async throws {
    let (rig, _) = try await moving("aegis", try export("aegis/sealed.json"))
    rig.app.lock()
    try await rig.unlock()
    let move = try rig.top(MoveModel.self)
    try await rig.settle { move.sealed != nil }
    XCTAssertEqual(move.sealed?.name, "export.json")
  }

  func testGoingBackLeadsFromThePasswordToTheStepsToTheApps() async throws {
    let (rig, move) = try await moving("aegis", try export("aegis/sealed.json"))
    XCTAssertTrue(rig.app.back())
    XCTAssertNil(move.sealed)
    XCTAssertNotNil(move.guide)
    XCTAssertTrue(rig.app.back())
    XCTAssertNil(move.guide)
    XCTAssertTrue(rig.app.back())
    _ = try rig.top(CodesModel.self)
  }
}
