import AikotobaCore
import Observation

/// The trash.
@MainActor @Observable public final class TrashModel: Model {
  public private(set) var state: TrashState

  init(of app: AppModel) throws {
    state = try app.vault.trashState()
    super.init(app)
  }

  @discardableResult
  public func putBack(_ id: AccountId, _ name: String) -> Task<Void, Never> {
    change(say("trash-put-back", ["name": .text(name)])) { try $0.recover(id: id, now: $1) }
  }

  @discardableResult
  public func erase(_ id: AccountId, _ name: String) -> Task<Void, Never> {
    change(say("trash-erased", ["name": .text(name)])) { vault, _ in try vault.purge(id: id) }
  }

  private func change(
    _ message: String, _ block: @escaping @Sendable (Vault, UnixMillis) throws -> Void
  ) -> Task<Void, Never> {
    changing(refresh, message: Message(message)) { [vault, now] in try block(vault, now) }
  }

  private func refresh() { quietly { state = try vault.trashState() } }
}
