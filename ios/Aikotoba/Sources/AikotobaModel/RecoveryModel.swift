import AikotobaCore
import Observation

/// Asks for a part of the recovery code, or makes a new one.
@MainActor @Observable public final class RecoveryModel: Model {
  public private(set) var check: RecoveryCheckState?
  public var typed = ""
  public private(set) var right = false

  /// Whether the code is not confirmed yet, so that the same one can be shown again.
  public private(set) var canShowAgain = false

  /// A code, while it is shown.
  public private(set) var fresh: [String]?

  /// Why it is uncertain whether the new code unlocks the vault.
  public private(set) var doubt: RecoveryCodeDoubt?

  override init(_ app: AppModel) {
    super.init(app)
    ask()
  }

  private func ask() {
    quietly {
      check = try vault.recoveryCheckState()
      canShowAgain = try vault.canShowRecoveryCode()
    }
  }

  @discardableResult
  public func answer() -> Task<Void, Never> {
    act { [self] in
      try await inBackground { [vault, typed, now] in
        try vault.answerRecoveryCheck(typed: typed, now: now)
      }
      right = true
      app.changed()
    }
  }

  /// Shows the code that is not confirmed yet, or a new one.
  @discardableResult
  public func show() -> Task<Void, Never> {
    act { [self] in
      let (groups, left) = try await inBackground { [vault, now] in
        let paper = try vault.makeRecoveryCode(now: now)
        return (paper.groups(), paper.doubt())
      }
      doubt = left
      fresh = groups
      saved = false
      app.changed()
    }
  }

  public func copy() { if let fresh { app.copyRecoveryCode(fresh) } }

  /// Whether the code that is shown was saved as a sheet.
  public private(set) var saved = false

  /// Saves the code that is shown as a sheet to print.
  @discardableResult
  public func saveSheet() -> Task<Void, Never> {
    act { [self] in
      if try await saveRecoverySheet() { saved = true }
    }
  }

  public func noted() {
    fresh = nil
    typed = ""
    ask()
  }
}
