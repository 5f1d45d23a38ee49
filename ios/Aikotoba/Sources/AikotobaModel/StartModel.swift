import AikotobaCore
import Observation

/// The first start.
@MainActor @Observable public final class StartModel: Model {
  private var state: FirstStartState
  public let deviceKeyOffered: Bool
  public var withDeviceKey: Bool
  public let password: NewPassword
  public private(set) var recovery: [String] = []

  /// What stood in the vault's place is kept under this name.
  public private(set) var keptAs: String?

  init(_ app: AppModel, _ state: FirstStartState) {
    self.state = state
    deviceKeyOffered = app.deviceKeyOffered
    withDeviceKey = app.deviceKeyOffered
    password = NewPassword(app)
    super.init(app)
  }

  public var step: StartStep { state.step }

  /// Whether the device remembers a vault that was deleted with the app.
  public var isLeftover: Bool { step == .welcome && app.hasLeftover }
  public var then: AfterStart { state.then }

  /// The languages to choose from before there is a vault.
  public var languages: [LanguageOffer] { state.languages }
  public var canMake: Bool { !busy && password.isChosen }

  /// The first account: behind the device's own lock where it has one, and nothing is typed.
  @discardableResult
  public func scan() -> Task<Void, Never>? {
    go(.scan)
    return step == .deviceLock ? makeBehindLock() : nil
  }

  func go(_ act: StartAct) {
    if let after = firstStartAfter(state: state, act: act) { state = after }
  }

  /// The person said yes: what remains of a vault is kept under another name, and a backup is
  /// restored into a new one.
  @discardableResult
  public func setAside() -> Task<Void, Never> {
    act { [self] in
      keptAs = try await off { [vault] in try vault.setAside() }
      app.startWith(self)
      beginWithBackup()
    }
  }

  public override var hasOwnBack: Bool { busy || firstStartAfter(state: state, act: .back) != nil }

  /// A vault that is being made is waited for.
  override func stepBack() -> Bool {
    if busy { return true }
    guard let before = firstStartAfter(state: state, act: .back) else { return false }
    state = before
    return true
  }

  public func speak(_ language: String) {
    quietly { try app.preferred.chooseEarly(.language, language) }
  }

  /// The vault was created: its recovery code is shown.
  func made(_ created: CreatedVault) {
    // What a vault left that was deleted with the app.
    app.forgetLeftover()
    app.memory.mark = created.mark
    recovery = created.recovery?.groups() ?? []
    password.clear()
    go(.made)
  }

  func leave() { recovery = [] }
}
