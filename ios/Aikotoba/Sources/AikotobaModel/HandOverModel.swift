import AikotobaCore
import Observation

/// After the first code: a way to open the vault if the device is lost, and the first backup.
@MainActor
@Observable
public final class HandOverModel: Model {
  private var state: HandOverState
  public let password: NewPassword

  /// The recovery code, while it is shown.
  public private(set) var groups: [String] = []

  /// Why it is uncertain whether the code unlocks the vault.
  public private(set) var doubt: RecoveryCodeDoubt?
  public private(set) var check: RecoveryCheckState?
  public var typed = ""
  public private(set) var saved = false

  init(_ app: AppModel, _ state: HandOverState) {
    self.state = state
    password = NewPassword(app)
    super.init(app)
  }

  public var step: HandOverStep { state.step }
  public var canSet: Bool { !busy && password.isChosen }

  @discardableResult
  public func onPaper() -> Task<Void, Never> { show(.onPaper) }

  @discardableResult
  public func asSheet() -> Task<Void, Never> { show(.asSheet) }

  public func byPassword() { go(.byPassword) }

  private func go(_ act: HandOverAct) {
    if let after = handOverAfter(state: state, act: act) { state = after }
  }

  private func show(_ act: HandOverAct) -> Task<Void, Never> {
    self.act { [self] in
      let (shown, left) = try await off { [vault, now] in
        let paper = try vault.makeRecoveryCode(now: now)
        return (paper.groups(), paper.doubt())
      }
      app.changed()
      (groups, doubt) = (shown, left)
      go(act)
    }
  }

  public func copy() { app.copyRecoveryCode(groups) }

  @discardableResult
  public func save() -> Task<Void, Never> {
    act { [self] in
      do {
        if try await app.saveRecoverySheet() { saved = true }
      } catch let failure as FolderFailure {
        failed(placeFailure(why: failure.trouble))
      }
    }
  }

  /// The person has written the code down. Next, one of its groups is typed as a proof.
  public func written() {
    quietly {
      check = try vault.recoveryCheckState()
      groups = []
      go(.written)
    }
  }

  @discardableResult
  public func answer() -> Task<Void, Never> {
    act { [self] in
      try await off { [vault, typed, now] in try vault.answerRecoveryCheck(typed: typed, now: now) }
      typed = ""
      try done()
    }
  }

  @discardableResult
  public func setPassword() -> Task<Void, Never>? {
    guard canSet else { return nil }
    return act { [self] in
      let change = vault.passwordChange(password: password.typed)
      try await off { [now] in try change.finish(now: now) }
      password.clear()
      try done()
    }
  }

  /// Opens what remains to be done, or closes these screens.
  private func done() throws {
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
    trouble = nil
    groups = []
    guard let before = handOverAfter(state: state, act: .back) else { return false }
    state = before
    return true
  }
}
