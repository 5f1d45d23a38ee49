import AikotobaCore
import Observation

/// "Somebody may know my password": a new key for the whole vault, a new password and a new
/// recovery code.
@MainActor @Observable public final class RekeyModel: Model {
  public let password: NewPassword

  /// The new recovery code, while it is shown.
  public private(set) var recovery: [String]?

  /// Why it is uncertain whether the vault has the new key and the code.
  public private(set) var doubt: RecoveryCodeDoubt?

  /// The ways to unlock that were removed.
  public private(set) var removed: [RemovedLock] = []

  override init(_ app: AppModel) {
    password = NewPassword(app)
    super.init(app)
  }

  public var canRekey: Bool { !busy && password.isChosen }

  @discardableResult
  public func rekey() -> Task<Void, Never>? {
    guard canRekey else { return nil }
    return act { [self] in
      let rekeying = vault.rekeying(password: password.typed)
      guard try await giveDeviceKey(rekeying) else { return keyNotGiven() }
      let (groups, left) = try await inBackground { [now] in
        let paper = try rekeying.finish(now: now)
        return (paper.groups(), paper.doubt())
      }
      app.changed()
      removed = rekeying.removed()
      doubt = left
      recovery = groups
      password.clear()
    }
  }

  /// Keeps unlocking with this device. `false` if the person did not give the key.
  private func giveDeviceKey(_ rekeying: Rekeying) async throws -> Bool {
    guard try rekeying.wantsDeviceKey(device: platform.deviceKey()) else { return true }
    guard var key = await app.fetchDeviceKey() else { return false }
    defer { key.wipe() }
    try rekeying.withDeviceKey(key: key)
    return true
  }

  public func copy() { if let recovery { app.copyRecoveryCode(recovery) } }

  public func noted() {
    recovery = nil
    if doubt != .unknown { app.message = Message(say("rekey-changed")) }
    app.back()
  }

  /// The screen cannot be left while it is busy or shows the recovery code, which is shown only
  /// once.
  public override var hasOwnBack: Bool { busy || recovery != nil }

  override func stepBack() -> Bool { busy || recovery != nil }
}
