import AikotobaCore
import Observation

/// Unlocking the vault.
@MainActor @Observable public final class UnlockModel: Model {
  public private(set) var state = UnlockState(ways: [], notice: nil, wrong: 0, secondsLeft: 0)
  public private(set) var way: UnlockWay?
  public var typed = ""

  /// An attempt that needs more memory and time than usual, while the person is asked whether to
  /// continue.
  var costly: Unlocking?
  public var isCostAsked: Bool { costly != nil }

  /// Whether this file cannot be unlocked, now or ever.
  public private(set) var canBeSetAside = false

  override init(_ app: AppModel) {
    super.init(app)
    lookAgain()
  }

  public var canUnlock: Bool {
    !busy && canTryToUnlock(state: state, way: way, isTyped: !typed.isEmpty)
  }

  /// The vault could not be read, as when another program has it open: tries again.
  public func lookAgain() {
    errorText = nil
    canBeSetAside = false
    refresh()
    way = state.ways.first
  }

  /// Counts down a wait. It asks for the device key at once, as people expect.
  public func watch() async {
    if way == .device { unlock() }
    while await wait(millis: unlockRefreshMillis()) {
      switch unlockRefresh(state: state, canBeSetAside: canBeSetAside) {
      case .countDown: refresh()
      case .openAgain: if !busy { lookAgain() }
      case .nothing: break
      }
    }
  }

  func refresh() {
    quietly {
      state = try vault.unlockState(
        deviceKey: platform.deviceKey(), tries: app.memory.tries,
        monotonicMillis: platform.monotonicMillis())
    }
  }

  public func choose(_ other: UnlockWay) {
    way = other
    typed = ""
    errorText = nil
    costly = nil
    if other == .device { unlock() }
  }

  /// Opens the screen on which a file that can never be unlocked is kept under another name and a
  /// new vault is made.
  public func restore() {
    if let state = vault.firstStartState(deviceKey: .no) { app.push(StartModel(app, state)) }
  }

  override func failed(_ failure: Failure) {
    super.failed(failure)
    typed = ""
    canBeSetAside = vault.canBeSetAside()
  }
}
