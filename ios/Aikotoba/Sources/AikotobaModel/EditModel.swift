import AikotobaCore
import Observation

/// Editing an account.
@MainActor @Observable public final class EditModel: Model {
  private let id: AccountId
  private let details: AccountDetails
  public let groups: [String]
  public var issuer: String
  public var label: String
  public var group: String
  public var note: String
  public var colour: UInt8?

  init(_ app: AppModel, _ id: AccountId) throws {
    self.id = id
    details = try app.vault.accountState(id: id).details
    groups = try app.vault.groups()
    issuer = details.issuer
    label = details.label
    group = details.group ?? ""
    note = details.note
    colour = details.colour
    super.init(app)
  }

  @discardableResult
  public func save() -> Task<Void, Never> {
    act { [self] in
      let edited = AccountDetails(
        issuer: issuer, label: label, note: note, group: group, favourite: details.favourite,
        colour: colour)
      try await off { [vault, id, now] in
        try vault.editAccount(id: id, details: edited, now: now)
      }
      app.changed()
      app.back()
    }
  }
}
