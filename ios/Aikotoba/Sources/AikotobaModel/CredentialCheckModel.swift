import AikotobaCore
import Observation

/// Asks for the vault's password or recovery code, so that it is not forgotten.
@MainActor @Observable public final class CredentialCheckModel: Model {
  private let askable: [AskedCredential]
  public private(set) var asked: AskedCredential
  public var typed = ""
  public private(set) var right = false

  init(of app: AppModel) throws {
    askable = try app.vault.credentialCheckState().askable
    asked = askable.first ?? .password
    super.init(app)
  }

  public var canAnswer: Bool { !busy && !typed.allSatisfy(\.isWhitespace) }

  /// What can be typed instead.
  public var other: AskedCredential? { askable.first { $0 != asked } }

  public func askForOther() {
    guard let other else { return }
    asked = other
    typed = ""
    errorText = nil
  }

  @discardableResult
  public func answer() -> Task<Void, Never>? {
    guard canAnswer else { return nil }
    return act { [self] in
      try await inBackground { [vault, asked, typed, now] in
        try vault.answerCredentialCheck(asked: asked, typed: typed, now: now)
      }
      app.changed()
      typed = ""
      right = true
    }
  }

  @discardableResult
  public func putOff() -> Task<Void, Never> {
    act { [self] in
      try await inBackground { [vault, now] in try vault.putOffCredentialCheck(now: now) }
      app.changed()
      app.back()
    }
  }

  override func close() { typed = "" }
}
