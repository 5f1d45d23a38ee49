import AikotobaCore
import Observation

/// The person unlocks the vault once more, before keys are taken out of it.
@MainActor @Observable public final class OwnerProof {
  private let app: AppModel

  /// How the vault is unlocked.
  public let way: UnlockWay?

  /// The password or recovery code.
  public var typed = ""

  init(_ app: AppModel) throws {
    self.app = app
    way = try app.vault.wayToProve(device: app.platform.deviceKey())
  }

  public var isTyped: Bool { way == .device || !typed.isEmpty }

  /// Locks the vault and unlocks it. Returns `false`, without locking, if the device gave no key.
  func prove() async throws -> Bool {
    guard let unlocking = try await app.unlocking(way, typed) else { return false }
    app.vault.lock()
    if app.isUnlockCostAccepted { unlocking.acceptCost() }
    defer { app.memory.tries = unlocking.tries() }
    try await inBackground { try unlocking.finish() }
    typed = ""
    return true
  }
}
