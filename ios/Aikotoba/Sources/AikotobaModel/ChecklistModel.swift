import AikotobaCore
import Observation

/// What is done and what remains to be done, from the first code to the first backup.
@MainActor @Observable public final class ChecklistModel: Model {
  public private(set) var state: ChecklistState

  init(of app: AppModel) throws {
    state = try app.vault.checklistState()
    super.init(app)
  }

  private func refresh() { quietly { state = try vault.checklistState() } }

  /// Notes the site's second way to log in; `nil` removes the note.
  @discardableResult
  public func register(_ id: AccountId, _ method: BackupMethod?) -> Task<Void, Never> {
    note(id, .backupMethod(method: method))
  }

  @discardableResult
  public func turnedOn(_ id: AccountId) -> Task<Void, Never> { note(id, .turnedOn) }

  @discardableResult
  public func notTurnedOn(_ id: AccountId) -> Task<Void, Never> { note(id, .notTurnedOn) }

  private func note(_ id: AccountId, _ note: SetupNote) -> Task<Void, Never> {
    changing(refresh) { [vault] in try vault.recordSetup(id: id, note: note) }
  }

  /// Opens the screen for the recovery code or a password if nothing else opens the vault;
  /// otherwise the question for a group of the recovery code.
  public func recovery() {
    quietly {
      if let first = try vault.handOverDue() {
        app.push(HandOverModel(app, first))
      } else {
        app.push(RecoveryModel(app))
      }
    }
  }

  /// The guide that was begun and not finished.
  public var guide: GuideState? { app.guides.state }

  public func continueGuide() { app.push(GuideModel(app)) }

  public func backup() { app.push { try BackupModel(of: app) } }

  override func shownAgain() { refresh() }
}
