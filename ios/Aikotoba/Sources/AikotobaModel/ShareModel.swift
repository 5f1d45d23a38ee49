import AikotobaCore
import Observation

/// An account as a QR code for another phone. The vault is locked first, so that only who can open it
/// sees the key.
@MainActor @Observable public final class ShareModel: Model {
  private let id: AccountId
  public let issuer: String
  public let label: String

  /// How the person shows once more that the vault is theirs.
  public let way: UnlockWay?
  public var password = ""
  public private(set) var matrix: QrPicture?

  init(_ app: AppModel, _ id: AccountId) throws {
    self.id = id
    let details = try app.vault.accountState(id: id).details
    issuer = details.issuer
    label = details.label
    way = try app.vault.wayToProve(device: app.platform.deviceKey())
    super.init(app)
  }

  public var canShow: Bool { !busy && (way == .device || !password.isEmpty) }

  @discardableResult
  public func show() -> Task<Void, Never> {
    act { [self] in
      guard let unlocking = try await app.unlocking(way, password) else { return }
      vault.lock()
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
