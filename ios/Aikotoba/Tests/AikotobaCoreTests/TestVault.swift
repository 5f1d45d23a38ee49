import AikotobaCore
import Foundation
import XCTest

/// A vault in a folder of its own. It is unlocked by a device key, so that the tests do not wait
/// for a key derivation.
final class TestVault: Sendable {
  static let key = Data(repeating: 7, count: 32)
  static let noEvidence = ClockEvidence(automatic: .unknown)
  static let noTries = UnlockTries(wrong: 0, lastMillis: 0)

  let folder: URL
  let vault: Vault

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("aikotoba-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    vault = Vault.at(path: folder.appendingPathComponent("vault").path)
    let creation = try vault.creation(
      ways: [.recovery, .device], password: "", deviceKey: Self.key, earlySettings: "")
    // Without a password, a vault accepts only one account until its recovery code is confirmed.
    if let paper = try creation.finish(now: 0).recovery,
      let asked = try vault.recoveryCheckState()
    {
      try vault.answerRecoveryCheck(typed: paper.groups()[Int(asked.at) - 1], now: 0)
    }
  }

  deinit {
    vault.release()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Imports accounts from key URIs.
  @discardableResult
  func take(_ uris: [String]) throws -> OutcomeState {
    let importing = Importing.fresh()
    importing.add(bytes: Data(uris.joined(separator: "\n").utf8))
    return try importing.finish(vault: vault, now: 0).apply(vault: vault, now: 0)
  }

  func rows(_ now: UnixMillis = 0) throws -> [CodeRow] {
    try vault.codesState(clock: Self.noEvidence, now: now).rows
  }

  /// The code of the account with that label.
  func code(_ label: String, _ now: UnixMillis) throws -> String {
    let row = try XCTUnwrap(rows(now).first { $0.label == label })
    return try XCTUnwrap(row.face.digits)
  }

  /// An account from a pasted text, not stored yet.
  func draft(_ text: String, now: UnixMillis = 59_000) throws -> Enrolment {
    let scanner = AikotobaCore.CodeScanner.fresh()
    _ = scanner.text(text: text, provenance: .user, now: now)
    return try scanner.enrolment(place: 0)
  }

  func unlock() throws {
    let unlocking = try vault.unlockWithDeviceKey(
      key: Self.key, tries: Self.noTries, monotonicMillis: 0)
    try unlocking.finish()
  }
}

extension CodeFace {
  /// The characters of the code, without spaces; `nil` if it is hidden.
  var digits: String? {
    guard case .shown(let code, _, _) = self else { return nil }
    return code.groups.joined()
  }
}

/// The failure of a call, which must be a `Failure` of the core.
func failure(
  file: StaticString = #filePath, line: UInt = #line, of call: () throws -> Void
) throws -> Failure {
  do {
    try call()
  } catch let failure as Failure {
    return failure
  } catch {
    XCTFail("not one of ours: \(error)", file: file, line: line)
    throw error
  }
  XCTFail("it was done", file: file, line: line)
  throw CancellationError()
}

extension Failure {
  /// The stable code of the error.
  var code: String {
    switch self {
    case .Locked: "gate-locked"
    case .Cancelled: "gate-cancelled"
    case .TypeAgain(let code, _), .AnotherSource(let code, _), .Update(let code, _),
      .Device(let code, _), .Decide(let code, _), .Report(let code, _):
      code
    }
  }
}
