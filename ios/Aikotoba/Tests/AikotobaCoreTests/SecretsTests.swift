import AikotobaCore
import XCTest

/// Neither a key nor a code is in what a log or a debugger prints.
final class SecretsTests: XCTestCase {
  private let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
  private var uri: String { "otpauth://totp/Amazon:me?secret=\(key)&issuer=Amazon" }

  /// Everything that Swift itself can print of a value.
  private func printed(_ value: Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return [String(describing: value), String(reflecting: value), dumped].joined(separator: "\n")
  }

  func testNoStatePrintsACodeOrAKey() throws {
    let test = try TestVault()
    try test.take([uri])
    let now: UnixMillis = 59_000
    let state = try test.vault.codesState(clock: TestVault.noEvidence, now: now)
    let id = try XCTUnwrap(state.rows.first).id
    XCTAssertEqual(try test.code("me", now), "287082")
    let enrolment = try test.draft(uri)
    try enrolment.commit(vault: test.vault, now: now)
    let values: [Any] = [
      state, state.rows, state.rows[0].face, try test.vault.tick(visible: [id], now: now),
      enrolment, try enrolment.state(vault: test.vault, now: now),
      try test.vault.accountState(id: id), test.vault, try test.vault.settingsState(),
      try test.vault.shareAccount(id: id),
    ]
    for value in values {
      let printed = printed(value)
      for secret in ["287082", "287 082", "\"287\"", key] {
        XCTAssertFalse(printed.contains(secret), "\(type(of: value)) shows \(secret)")
      }
    }
  }

  func testAKeyIsExportedWhenAPersonSharesIt() throws {
    let test = try TestVault()
    try test.take([uri])
    let shared = try test.vault.shareAccount(id: try XCTUnwrap(test.rows().first).id)
    XCTAssertTrue(try XCTUnwrap(shared.text(at: 0)).contains(key))
    let picture = try XCTUnwrap(shared.qr(at: 0))
    XCTAssertEqual(Int(picture.side * picture.side), picture.modules.count)
  }
}
