import AikotobaCore
import Observation

/// Changing the vault's password.
@MainActor @Observable public final class PasswordModel: Model {
  public let password: NewPassword

  override init(_ app: AppModel) {
    password = NewPassword(app)
    super.init(app)
  }

  public var canChange: Bool { !busy && password.isChosen }

  @discardableResult
  public func change() -> Task<Void, Never>? {
    guard canChange else { return nil }
    return act { [self] in
      let change = vault.passwordChange(password: password.typed)
      try await inBackground { [now] in try change.finish(now: now) }
      app.changed()
      app.message = Message(say("settings-password-changed"))
      app.back()
    }
  }

  public func rekey() { app.push(RekeyModel(app)) }
}

/// Information about the app.
@MainActor @Observable public final class AboutModel: Model {
  public let state = aboutState()
}
