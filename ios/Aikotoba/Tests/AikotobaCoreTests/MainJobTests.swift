import AikotobaCore
import XCTest

/// The main job: a code from a site's text, a rejected code, a backup, a restore.
final class MainJobTests: XCTestCase {
  private let uri =
    "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8&issuer=Amazon"
  private let now: UnixMillis = 59_000

  private func enrolled(_ test: TestVault) throws -> Enrolment {
    let enrolment = try test.draft(uri)
    guard case .draft = try enrolment.state(vault: test.vault, now: now).stage else {
      XCTFail("it has a code before it is kept")
      throw CancellationError()
    }
    try enrolment.commit(vault: test.vault, now: now)
    return enrolment
  }

  func testATextBecomesACodeThatIsConfirmed() throws {
    let test = try TestVault()
    let enrolment = try test.draft(uri)
    let draft = try enrolment.state(vault: test.vault, now: now)
    guard case .draft = draft.stage else { return XCTFail("\(draft.stage)") }
    XCTAssertNil(enrolment.account())
    try enrolment.commit(vault: test.vault, now: now)
    let kept = try enrolment.state(vault: test.vault, now: now)
    guard case .unconfirmed(let face) = kept.stage else { return XCTFail("\(kept.stage)") }
    XCTAssertEqual(face.digits, "94287082")
    try enrolment.confirm(vault: test.vault, now: now)
    XCTAssertEqual(try enrolment.state(vault: test.vault, now: now).stage, .confirmed)
    XCTAssertEqual(try test.rows(now).map(\.label), ["me"])
  }

  func testARejectedCodeListsThePossibleCauses() throws {
    let test = try TestVault()
    let enrolment = try enrolled(test)
    let evidence = ClockEvidence(
      automatic: .off, network: NetworkTime(network: 59_000, wall: 299_000))
    try enrolment.refused(vault: test.vault, clock: evidence, now: 299_000)
    guard
      case .refused(_, let causes, let at) =
        try enrolment.state(vault: test.vault, now: 299_000).stage
    else { return XCTFail("it is not in doubt") }
    XCTAssertEqual(at, 0)
    XCTAssertTrue(causes.contains { $0.remedy == .setClock })
    try enrolment.nextDoubt(vault: test.vault)
    try enrolment.tryAgain(vault: test.vault)
    guard
      case .unconfirmed = try enrolment.state(vault: test.vault, now: 299_000).stage
    else { return XCTFail("it is still in doubt") }
    try enrolment.giveUp(vault: test.vault, now: 299_000)
    XCTAssertEqual(try test.vault.trashState().rows.count, 1)
  }

  func testABackupIsVerifiedAndRestored() throws {
    let first = try TestVault()
    try enrolled(first).confirm(vault: first.vault, now: now)
    let saving = try first.vault.backUpToFolder(
      folder: first.folder.path, password: "correct horse", now: now)
    let made = try saving.finish().made
    XCTAssertEqual(made.accounts, 1)
    XCTAssertEqual(try first.vault.backupState(now: now).latest, made)

    let sealed = try Data(contentsOf: first.folder.appendingPathComponent(made.name))
    let opening = try BackupOpening.ofFile(name: made.name, bytes: sealed)
    let wrong = try failure { _ = try opening.finish(password: "wrong horse") }
    XCTAssertEqual(wrong.code, "backup-open-passphrase")
    let opened = try opening.finish(password: "correct horse")
    let rows = try opened.codesState(query: "", now: now).rows
    XCTAssertEqual(rows.map(\.face.digits), ["94287082"])

    let second = try TestVault()
    let outcome = try opened.plan(vault: second.vault).apply(vault: second.vault, now: now)
    XCTAssertEqual(outcome.added, 1)
    XCTAssertEqual(try second.code("me", now), "94287082")
    _ = try second.vault.undo(now: now)
    XCTAssertEqual(try second.rows(now), [])
  }

  func testABackupInAShellsFolderIsSavedOnlyAfterItIsVerified() throws {
    let test = try TestVault()
    try enrolled(test).confirm(vault: test.vault, now: now)
    func carry(spoilt: Bool) throws -> BackupByRequests {
      let backup = try test.vault.backUpByRequests(password: "correct horse", now: now)
      var answer: PlaceAnswer?
      var file = (name: "", content: Data())
      while let request = try backup.next(answer: answer) {
        switch request {
        case .create(let name, let content):
          file = (name, spoilt ? content.dropFirst() : content)
          answer = .done
        case .read: answer = .content(bytes: Data(file.content))
        case .overwrite: answer = .failed(why: .denied)
        case .rename(_, let to):
          file.name = to
          answer = .done
        case .list: answer = .names(names: [file.name])
        case .remove: answer = .done
        }
      }
      return backup
    }
    let changed = try failure { _ = try carry(spoilt: true) }
    XCTAssertEqual(changed.code, "backup-save-changed")
    XCTAssertNotNil(try test.vault.backupState(now: now).failure)
    XCTAssertEqual(try carry(spoilt: false).finish().made.accounts, 1)
  }
}
