import AikotobaCore
import Observation

/// An account as a QR code for another phone. The vault is locked first, so that only a person who
/// can unlock it sees the key.
@MainActor @Observable public final class ShareModel: Model {
  private let id: AccountId
  public let issuer: String
  public let label: String

  /// Who the QR code is for; `nil` until the person answers.
  public var purpose: SharePurpose?

  public let proof: OwnerProof
  public var holder = ""

  /// Whether the holder was added to the account's note.
  public private(set) var isNoted = false
  public private(set) var matrix: QrPicture?

  init(_ app: AppModel, _ id: AccountId) throws {
    self.id = id
    let details = try app.vault.accountState(id: id).details
    issuer = details.issuer
    label = details.label
    proof = try OwnerProof(app)
    super.init(app)
  }

  public var canShow: Bool { !busy && proof.isTyped }

  @discardableResult
  public func show() -> Task<Void, Never> {
    act { [self] in
      guard try await proof.prove() else { return keyNotGiven() }
      matrix = try vault.shareAccount(id: id).qr(at: 0)
    }
  }

  public func hide() { matrix = nil }

  @discardableResult
  public func noteHolder() -> Task<Void, Never> {
    act { [self] in
      let words = app.speech.words
      try await inBackground { [vault, id, holder, now] in
        try vault.noteHolder(words: words, id: id, name: holder, now: now)
      }
      app.changed()
      isNoted = true
    }
  }

  public override var hasOwnBack: Bool { purpose != nil }

  /// Goes back to the question for whom the QR code is.
  override func stepBack() -> Bool {
    if purpose == nil || !vault.isUnlocked() { return false }
    matrix = nil
    purpose = nil
    return true
  }

  override func failed(_ failure: Failure) {
    super.failed(failure)
    proof.typed = ""
  }

  /// If it is closed after a wrong password, the vault stays locked.
  override func close() {
    matrix = nil
    if !vault.isUnlocked() { app.askToUnlock() }
  }
}
