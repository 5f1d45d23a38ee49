import AikotobaCore
import Observation

/// After the first code: a way to open the vault if the device is lost, and the first backup.
@MainActor
@Observable
public final class HandOverModel: Model {
  private var state: HandOverState
  public let password: NewPassword

  /// The recovery code, while it is shown.
  public internal(set) var groups: [String] = []

  /// Why it is uncertain whether the code unlocks the vault.
  public internal(set) var doubt: RecoveryCodeDoubt?
  public internal(set) var check: RecoveryCheckState?
  public var typed = ""
  public internal(set) var saved = false

  init(_ app: AppModel, _ state: HandOverState) {
    self.state = state
    password = NewPassword(app)
    super.init(app)
  }

  public var step: HandOverStep { state.step }
  public var canSet: Bool { !busy && password.isChosen }

  public func byPassword() { go(.byPassword) }

  func go(_ action: HandOverAction) {
    if let after = handOverAfter(state: state, action: action) { state = after }
  }

  @discardableResult
  public func setPassword() -> Task<Void, Never>? {
    guard canSet else { return nil }
    return act { [self] in
      let change = vault.passwordChange(password: password.typed)
      try await inBackground { [now] in try change.finish(now: now) }
      password.clear()
      try done()
    }
  }

  /// Opens what remains to be done, or closes these screens.
  func done() throws {
    app.changed()
    if let next = try vault.handOverState(now: now) { state = next } else { leave() }
  }

  public func backup() {
    quietly { app.replace(try BackupModel(of: app)) }
  }

  /// Continues without what remains to be done. The app asks for it again later.
  public func leave() { if app.top === self { app.back() } }

  override func stepBack() -> Bool {
    if busy { return true }
    errorText = nil
    groups = []
    guard let before = handOverAfter(state: state, action: .back) else { return false }
    state = before
    return true
  }
}
