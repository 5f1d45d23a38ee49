import AikotobaCore
import Foundation
import XCTest

@testable import AikotobaModel

/// The scenarios of `tests/scenarios`.
@MainActor
final class ScenarioTests: XCTestCase, @unchecked Sendable {
  private struct Scenario: Decodable {
    struct Step: Decodable {
      let action: String
      let with: String
      let then: String
    }
    let steps: [Step]
  }

  private static let folder = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../../tests/scenarios").standardizedFileURL

  func testEveryScenarioReachesItsEnd() async throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    XCTAssertGreaterThanOrEqual(files.count, 5)
    for file in files {
      let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(file))
      let runner = ScenarioRunner(try Rig())
      for (at, step) in try JSONDecoder().decode(Scenario.self, from: bytes).steps.enumerated() {
        try await runner.perform(step.action, step.with)
        let came = await runner.comes(to: step.then)
        XCTAssertTrue(came, "\(file), step \(at): \(step.action) led to \(runner.state)")
        if !came { break }
      }
    }
  }
}

/// Performs actions by their names.
@MainActor
private final class ScenarioRunner {
  private let rig: Rig
  private let place = FakeFolder()

  init(_ rig: Rig) { self.rig = rig }

  private var app: AppModel { rig.app }

  func comes(to state: String) async -> Bool {
    for _ in 0..<3000 {
      if self.state == state && app.top?.busy == false { return true }
      try? await Task.sleep(nanoseconds: 10_000_000)
    }
    return false
  }

  var state: String {
    guard let top = app.top else { return "none" }
    return name(top) + (top.errorText == nil ? "" : " error")
  }

  private func name(_ top: Model) -> String {
    switch top {
    case let top as StartModel: "start-\(kebab(top.step))"
    case is UnlockModel: "unlock"
    case let top as CodesModel: "codes-\(top.state.rows.count)"
    case let top as ScanModel:
      if case .confirm = top.state.action { "scan-confirm" } else { "scan" }
    case let top as EnrolmentModel: "enrolment-\(top.state.stage.name)"
    case let top as BackupModel: "backup-\(kebab(top.state.status))"
    case let top as RestoreModel:
      top.done != nil ? "restore-done" : top.plan != nil ? "restore-plan" : "restore-choose"
    default: "\(type(of: top))"
    }
  }

  private func kebab(_ value: some Any) -> String {
    "\(value)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }

  func perform(_ action: String, _ with: String) async throws {
    switch (action, app.top) {
    case ("", _): break
    case ("back", _): app.back()
    case ("lock", _): app.lock()
    case ("hide", _): app.hidden()
    case ("show", _): app.shown()
    case ("receive", _): app.receive(.text(with))
    case ("let-seconds-pass", _):
      let seconds = try XCTUnwrap(Int64(with))
      rig.platform.monotonic = MonotonicMillis(rig.platform.monotonic.value + seconds * 1000)
    case ("begin", let top as StartModel): await top.scan()?.value
    case ("choose-password", let top as StartModel): top.password.fill(with)
    case ("make", let top as StartModel): await top.make()?.value
    case ("noted", let top as StartModel): top.noted()
    case ("unlock", let top as UnlockModel):
      if top.way != .passphrase { top.choose(.passphrase) }
      top.typed = with
      await top.unlock()?.value
    case ("paste", let top as ScanModel):
      rig.platform.board.text = with
      top.paste()
    case ("choose", let top as ScanModel):
      top.choose(try XCTUnwrap(top.state.findings.first).place)
    case (_, let top as CodesModel): try await actInList(action, top)
    case (_, let top as EnrolmentModel): try await actInEnrolment(action, top)
    case (_, let top as BackupModel): try await actInBackup(action, with, top)
    case (_, let top as RestoreModel): try await actInRestore(action, with, top)
    default: XCTFail("\(action) is not possible in \(state)")
    }
  }

  private func actInList(_ action: String, _ top: CodesModel) async throws {
    switch action {
    case "scan": top.open.scan()
    case "backup": top.open.backup()
    case "restore": top.open.restore()
    case "erase-all":
      for row in top.state.rows {
        await top.arranging.trash(row).value
        try app.vault.purge(id: row.id)
      }
      top.refresh()
    default: XCTFail("\(action) is not possible in \(state)")
    }
  }

  private func actInEnrolment(_ action: String, _ top: EnrolmentModel) async throws {
    switch action {
    case "commit": await top.commit().value
    case "accepted": await top.accepted().value
    case "refused": await top.refused().value
    case "next-doubt": await top.nextDoubt().value
    case "cancel": await top.cancel().value
    case "to-list": top.open.list()
    default: XCTFail("\(action) is not possible in \(state)")
    }
  }

  private func actInBackup(_ action: String, _ with: String, _ top: BackupModel) async throws {
    switch action {
    case "choose-place", "choose-full-place":
      rig.platform.folder = action == "choose-place" ? place : FakeFolder(isFull: true)
      await top.choosePlace().value
    case "choose-password": top.password.fill(with)
    case "save": await top.save()?.value
    default: XCTFail("\(action) is not possible in \(state)")
    }
  }

  private func actInRestore(_ action: String, _ with: String, _ top: RestoreModel) async throws {
    switch action {
    case "pick":
      let (name, bytes) = try XCTUnwrap(place.files.first)
      rig.platform.file = PickedFile(name: name, bytes: bytes)
      await top.pick().value
    case "open":
      top.password = with
      await top.open().value
    case "add-removed":
      for row in top.plan?.rows ?? [] where row.removed != nil { top.choose(row.place, .add) }
    case "apply": await top.apply().value
    case "undo": await top.undo().value
    case "to-list": top.leave()
    default: XCTFail("\(action) is not possible in \(state)")
    }
  }
}

extension EnrolmentStage {
  fileprivate var name: String {
    switch self {
    case .draft: "draft"
    case .unconfirmed: "unconfirmed"
    case .refused: "refused"
    case .confirmed: "confirmed"
    }
  }
}
