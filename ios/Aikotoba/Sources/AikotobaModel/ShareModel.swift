import AikotobaCore
import Observation

/// An account as a QR code for another phone. The vault is locked first, so that only who can open it
/// sees the key.
@MainActor @Observable public final class ShareModel: Model {
  private let id: AccountId
  public let issuer: String
  public let label: String
  public var password = ""
  public private(set) var matrix: QrPicture?

  init(_ app: AppModel, _ id: AccountId) throws {
    self.id = id
    let details = try app.vault.accountState(id: id).details
    issuer = details.issuer
    label = details.label
    super.init(app)
  }

  @discardableResult
  public func show() -> Task<Void, Never> {
    act { [self] in
      vault.lock()
      let unlocking = try vault.unlockWithPassword(
        password: password, tries: app.memory.tries, monotonicMillis: platform.monotonicMillis())
      if app.isUnlockCostAccepted { unlocking.acceptCost() }
      defer { app.memory.tries = unlocking.tries() }
      try await off { try unlocking.finish() }
      matrix = try vault.shareAccount(id: id).qr(at: 0)
      password = ""
    }
  }

  public func hide() { matrix = nil }

  override func failed(_ failure: Failure) {
    super.failed(failure)
    password = ""
  }

  /// Left after a wrong password, the vault stays locked.
  override func close() {
    matrix = nil
    if !vault.isUnlocked() { app.askToUnlock() }
  }
}
