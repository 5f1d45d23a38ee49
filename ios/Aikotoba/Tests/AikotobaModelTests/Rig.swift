import AikotobaCore
import XCTest

@testable import AikotobaModel

let password = "hiru yasumi no umi"

/// The key of RFC 6238, appendix B, as a link; it is as long as Amazon's keys are.
let link =
  "otpauth://totp/Amazon:me?issuer=Amazon&secret="
  + "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA"

/// The whole app without its views, over the real core.
@MainActor
final class Rig {
  let platform: FakePlatform
  let app: AppModel

  init(_ platform: FakePlatform) {
    self.platform = platform
    app = AppModel(platform)
  }

  convenience init() throws { self.init(try FakePlatform()) }

  /// Creates a vault and opens the empty list.
  static func ready() async throws -> Rig {
    let rig = try Rig()
    try await rig.makeVault()
    return rig
  }

  /// The model on top, which must have this type.
  func top<M: Model>(
    _ kind: M.Type = M.self, file: StaticString = #filePath, line: UInt = #line
  ) throws -> M {
    let top = app.top.map { String(describing: type(of: $0)) } ?? ""
    return try XCTUnwrap(app.top as? M, top, file: file, line: line)
  }

  func makeVault() async throws {
    let start = try top(StartModel.self)
    start.go(.lockDeclined)
    start.password.fill(password)
    await start.make()?.value
    XCTAssertNil(start.errorText)
    XCTAssertEqual(start.recovery.count, 7)
    start.noted()
    // The camera opens by itself.
    _ = try top(ScanModel.self)
    app.back()
    _ = try top(CodesModel.self)
  }

  /// Types a password into the locked app.
  func unlock(_ typed: String = password) async throws {
    let unlocking = try top(UnlockModel.self)
    if unlocking.way != .passphrase { unlocking.choose(.passphrase) }
    unlocking.typed = typed
    await unlocking.unlock()?.value
  }

  /// Pastes a link.
  func paste(_ link: String = link) async throws -> EnrolmentModel {
    try top(CodesModel.self).open.scan()
    platform.board.text = link
    try top(ScanModel.self).paste()
    try await settle { self.app.top is EnrolmentModel }
    let enrolment = try top(EnrolmentModel.self)
    try await settle { !enrolment.busy }
    return enrolment
  }

  /// Advances both clocks.
  func pass(seconds: Int64) {
    platform.wall = WallMillis(platform.wall.value + seconds * 1000)
    platform.monotonic = UptimeMillis(platform.monotonic.value + seconds * 1000)
  }

  /// Pastes a link, and confirms its code. Returns the code.
  @discardableResult
  func enrol(_ link: String = link) async throws -> String {
    let enrolment = try await paste(link)
    let code = try XCTUnwrap(enrolment.face?.digits)
    await enrolment.accepted().value
    XCTAssertEqual(enrolment.state.stage, .confirmed)
    enrolment.open.list()
    return code
  }

  /// Saves a backup to a folder, which stays chosen, and goes back to the list.
  func backUp(to folder: FakeFolder) async throws {
    platform.folder = folder
    try top(CodesModel.self).open.backup()
    let backup = try top(BackupModel.self)
    await backup.choosePlace().value
    backup.password.fill(password)
    await backup.save()?.value
    XCTAssertNil(backup.errorText)
    app.back()
    platform.keptFolder = folder
  }

  /// Waits for background work.
  func settle(_ isDone: @MainActor () -> Bool) async throws {
    for _ in 0..<3000 {
      if isDone() { return }
      try await Task.sleep(nanoseconds: 10_000_000)
    }
    XCTFail("it does not come to rest")
  }
}

extension EnrolmentModel {
  /// The code on the screen; `nil` before the account is stored.
  var face: CodeFace? {
    switch state.stage {
    case .unconfirmed(let face), .refused(let face, _, _): face
    case .draft, .confirmed: nil
    }
  }
}

extension CodeFace {
  var digits: String? {
    guard case .shown(let code, _, _) = self else { return nil }
    return code.groups.joined()
  }
}
