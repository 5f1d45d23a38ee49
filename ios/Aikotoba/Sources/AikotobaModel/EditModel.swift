import AikotobaCore
import Observation

/// Editing an account.
@MainActor @Observable public final class EditModel: Model {
  private let id: AccountId
  private let details: AccountDetails
  public var issuer: String
  public var label: String
  public var note: String
  public var colour: UInt8?
  /// The groups to choose from.
  public private(set) var groups: [String]
  /// The groups of the account.
  public private(set) var chosen: [String]
  /// The name of a new group that is being typed.
  public var group = ""

  init(_ app: AppModel, _ id: AccountId) throws {
    self.id = id
    details = try app.vault.accountState(id: id).details
    groups = try app.vault.groups()
    issuer = details.issuer
    label = details.label
    chosen = details.groups
    note = details.note
    colour = details.colour
    super.init(app)
  }

  public func toggleGroup(_ name: String) {
    chosen =
      chosen.contains(name)
      ? withoutGroup(groups: chosen, name: name) : withGroup(groups: chosen, name: name)
  }

  public func addGroup() {
    groups = withGroup(groups: groups, name: group)
    chosen = withGroup(groups: chosen, name: group)
    group = ""
  }

  @discardableResult
  public func save() -> Task<Void, Never> {
    act { [self] in
      let edited = AccountDetails(
        issuer: issuer, label: label, note: note,
        groups: withGroup(groups: chosen, name: group), favourite: details.favourite,
        colour: colour)
      try await inBackground { [vault, id, now] in
        try vault.editAccount(id: id, details: edited, now: now)
      }
      app.changed()
      app.back()
    }
  }
}
