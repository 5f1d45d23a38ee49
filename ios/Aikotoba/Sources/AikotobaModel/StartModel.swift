import AikotobaCore
import Observation

/// The first start.
@MainActor @Observable public final class StartModel: Model {
  private var state: FirstStartState
  public let deviceKeyOffered: Bool
  public var withDeviceKey: Bool
  public let password: NewPassword
  public private(set) var recovery: [String] = []

  /// The name under which the previous file was kept.
  public private(set) var keptAs: String?

  init(_ app: AppModel, _ state: FirstStartState) {
    self.state = state
    deviceKeyOffered = app.deviceKeyOffered
    withDeviceKey = app.deviceKeyOffered
    password = NewPassword(app)
    super.init(app)
  }

  public var step: StartStep { state.step }

  /// Whether the device stores something of a vault that was deleted with the app.
  public var isLeftover: Bool { step == .welcome && app.hasLeftover }
  public var then: AfterStart { state.then }

  /// The languages to choose from before there is a vault.
  public var languages: [LanguageOffer] { state.languages }
  public var canMake: Bool { !busy && password.isChosen }

  /// The first account. If the device has a screen lock, it protects the vault, and no password is
  /// typed.
  @discardableResult
  public func scan() -> Task<Void, Never>? {
    go(.scan)
    return step == .deviceLock ? makeBehindLock() : nil
  }

  func go(_ action: StartAction) {
    if let after = firstStartAfter(state: state, action: action) { state = after }
  }

  /// The person agreed: the remaining vault file is kept under another name, and a backup is
  /// restored into a new vault.
  @discardableResult
  public func setAside() -> Task<Void, Never> {
    act { [self] in
      keptAs = try await inBackground { [vault] in try vault.setAside() }
      app.startWith(self)
      beginWithBackup()
    }
  }

  public override var hasOwnBack: Bool {
    busy || firstStartAfter(state: state, action: .back) != nil
  }

  /// It cannot be left while a vault is being created.
  override func stepBack() -> Bool {
    if busy { return true }
    guard let before = firstStartAfter(state: state, action: .back) else { return false }
    state = before
    return true
  }

  public func speak(_ language: String) {
    quietly { try app.preferred.chooseEarly(.language, language) }
  }

  /// The vault was created: shows its recovery code.
  func made(_ created: CreatedVault) {
    // Removes what a vault that was deleted with the app left in the Keychain.
    app.forgetLeftover()
    app.memory.mark = created.mark
    recovery = created.recovery?.groups() ?? []
    password.clear()
    go(.made)
  }

  func leave() { recovery = [] }
}
