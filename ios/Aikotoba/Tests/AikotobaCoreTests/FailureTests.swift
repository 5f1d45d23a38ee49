import AikotobaCore
import XCTest

/// Each case of `Failure` occurs after an action of a person, and has sentences in both languages.
final class FailureTests: XCTestCase {
  /// The three sentences exist in both languages, and none is only a key of the catalogue.
  private func assertHasSentences(
    _ failure: Failure, file: StaticString = #filePath, line: UInt = #line
  ) {
    let sentencesOfLanguages = [Language.ja, .en].map {
      Words.ofLanguage(language: $0).failure(failure: failure)
    }
    for sentences in sentencesOfLanguages {
      for sentence in [sentences.happened, sentences.safe, sentences.next] {
        XCTAssertFalse(sentence.isEmpty, file: file, line: line)
        XCTAssertFalse(sentence.contains(failure.code), file: file, line: line)
      }
    }
    XCTAssertNotEqual(sentencesOfLanguages[0], sentencesOfLanguages[1], file: file, line: line)
  }

  func testLocked() throws {
    let test = try TestVault()
    test.vault.lock()
    let failure = try failure { _ = try test.rows() }
    XCTAssertEqual(failure, .Locked)
    assertHasSentences(failure)
    try test.unlock()
    XCTAssertTrue(test.vault.isUnlocked())
  }

  func testCancelled() throws {
    let test = try TestVault()
    test.vault.lock()
    let unlocking = try test.vault.unlockWithDeviceKey(
      key: TestVault.key, tries: TestVault.noTries, monotonicMillis: 0)
    unlocking.cancel()
    XCTAssertEqual(try failure { try unlocking.finish() }, .Cancelled)
    XCTAssertFalse(test.vault.isUnlocked())
  }

  func testTypeAgain() throws {
    let failure = try failure {
      _ = try Enrolment.typed(
        issuer: "Amazon", label: "me", key: "0!", options: usualOptions(), now: 0)
    }
    let fact = NamedFact(name: "at", fact: .number(1))
    XCTAssertEqual(failure, .TypeAgain(code: "typed-key-symbol", facts: [fact]))
    assertHasSentences(failure)
  }

  func testAnotherSource() throws {
    let failure = try failure {
      _ = try BackupOpening.ofFile(name: "a.txt", bytes: Data("dear diary".utf8))
    }
    XCTAssertEqual(failure, .AnotherSource(code: "backup-open-not-age", facts: []))
    assertHasSentences(failure)
  }

  func testUpdate() throws {
    let test = try TestVault()
    test.vault.release()
    // A vault of a future version: SQLite stores `user_version` in the file header at offset 60
    // (SQLite file format, section 1.3).
    let file = test.folder.appendingPathComponent("vault")
    var content = try Data(contentsOf: file)
    content.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try content.write(to: file)
    let failure = try failure {
      _ = try test.vault.unlockState(
        deviceKey: .ready, tries: TestVault.noTries, monotonicMillis: 0)
    }
    guard case .Update = failure else { return XCTFail("\(failure)") }
    assertHasSentences(failure)
  }

  func testDevice() throws {
    let test = try TestVault()
    test.vault.lock()
    var tries = TestVault.noTries
    for _ in 0..<5 {
      let unlocking = try test.vault.unlockWithDeviceKey(
        key: Data(repeating: 8, count: 32), tries: tries, monotonicMillis: 1000)
      let wrong = try failure { try unlocking.finish() }
      guard case .AnotherSource = wrong else { return XCTFail("\(wrong)") }
      tries = unlocking.tries()
    }
    XCTAssertEqual(tries, UnlockTries(wrong: 5, lastMillis: 1000))
    let failure = try failure {
      _ = try test.vault.unlockWithDeviceKey(
        key: TestVault.key, tries: tries, monotonicMillis: 2000)
    }
    let fact = NamedFact(name: "seconds", fact: .number(14))
    XCTAssertEqual(failure, .Device(code: "gate-too-soon", facts: [fact]))
    assertHasSentences(failure)
  }

  func testDecide() throws {
    let test = try TestVault()
    test.vault.release()
    let creation = try test.vault.creation(
      ways: [.recovery], password: "", deviceKey: Data(), earlySettings: "")
    let failure = try failure { _ = try creation.finish(now: 0) }
    XCTAssertEqual(failure, .Decide(code: "create-exists", facts: []))
    XCTAssertEqual(test.vault.presence(), .vault)
    assertHasSentences(failure)
  }

  func testReport() throws {
    let test = try TestVault()
    let failure = try failure { try test.vault.setDeviceKey(key: Data([1, 2]), now: 0) }
    XCTAssertEqual(failure, .Report(code: "gate-key-length", facts: []))
    assertHasSentences(failure)
  }

  func testAMalformedIdNamesNoAccount() throws {
    let test = try TestVault()
    try test.take(["otpauth://totp/me?secret=GEZDGNBVGY3TQOJQ"])
    let (letters, long) = (String(repeating: "x", count: 32), String(repeating: "0", count: 33))
    for id in ["", "me", letters, "０１", long] {
      for failure in [
        try failure { _ = try test.vault.accountState(id: id) },
        try failure { _ = try test.vault.tick(visible: [id], now: 0) },
        try failure { try test.vault.discard(id: id, now: 0) },
        try failure { _ = try Enrolment.resume(vault: test.vault, id: id) },
      ] {
        XCTAssertEqual(failure.code, "change-no-such-account", id)
        assertHasSentences(failure)
      }
    }
    let slot = try failure { try test.vault.removeLock(id: Data([1])) }
    XCTAssertEqual(slot.code, "change-no-such-slot")
    XCTAssertEqual(try test.rows().count, 1)
  }

  func testAFailureHasNoDescriptionOfItsOwn() throws {
    let failure = try failure { _ = try BackupOpening.ofFile(name: nil, bytes: Data()) }
    XCTAssertFalse(failure.localizedDescription.contains(failure.code))
    XCTAssertNil((failure as Error) as? LocalizedError)
  }
}
