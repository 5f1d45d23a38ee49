import AikotobaCore
import XCTest

/// One vault used by many tasks at once, and a thousand accounts.
final class TasksTests: XCTestCase {
  private func uri(_ number: Int) -> String {
    let alphabet: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var key = ""
    for at in 0..<32 {
      let place: Int = number * 7 + at * 13 + (number / 32) * at
      key.append(alphabet[place % 32])
    }
    let name = "Site\(number)"
    return "otpauth://totp/\(name):user\(number)?secret=\(key)&issuer=\(name)"
  }

  func testDetachedTasksShareAVault() async throws {
    let test = try TestVault()
    try test.take((0..<20).map(uri))
    let expected = try test.rows(59_000).map(\.face.digits)
    // The identifiers are read before the tasks start: a favourite moves to the top, so that a
    // position in the list belongs to another account while others are being marked.
    let ids = try test.rows().map(\.id)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 {
        group.addTask {
          let found = try await Task.detached { try test.rows(59_000).map(\.face.digits) }.value
          XCTAssertEqual(found.count, expected.count)
          if number % 4 == 0 {
            try test.vault.setFavourite(id: ids[number], favourite: .yes, now: 0)
          }
        }
      }
      try await group.waitForAll()
    }
    XCTAssertEqual(try test.rows().filter { $0.badges.contains(.favourite) }.count, 4)
  }

  func testALockBetweenTasksIsAFailureAndNothingElse() async throws {
    let test = try TestVault()
    try test.take((0..<5).map(uri))
    let reader = Task.detached { () -> Failure? in
      for _ in 0..<10_000 {
        do { _ = try test.rows() } catch let failure as Failure { return failure }
      }
      return nil
    }
    test.vault.lock()
    let met = try await reader.value
    XCTAssertEqual(met, .Locked)
    try test.unlock()
    XCTAssertEqual(try test.rows().count, 5)
  }

  func testAThousandAccountsAreListedSearchedAndUpdated() throws {
    let test = try TestVault()
    XCTAssertEqual(try test.take((0..<1000).map(uri)).added, 1000)
    test.vault.lock()
    try test.unlock()
    let clock = ContinuousClock()
    var state = try test.vault.codesState(clock: TestVault.noEvidence, now: 0)
    let whole = try clock.measure {
      state = try test.vault.codesState(clock: TestVault.noEvidence, now: 59_000)
    }
    XCTAssertEqual(state.rows.count, 1000)
    let visible = state.rows.prefix(12).map(\.id)
    let tick = try clock.measure {
      XCTAssertEqual(try test.vault.tick(visible: visible, now: 59_000).ticks.count, 12)
    }
    print("1,000 accounts: list \(whole), tick of 12 rows \(tick)")
    try test.vault.search(typed: "ｓｉｔｅ７７７")
    XCTAssertEqual(try test.rows().map(\.issuer), ["Site777"])
  }
}
