import AikotobaCore
import Observation

/// Opening the vault.
@MainActor @Observable public final class UnlockModel: Model {
  public private(set) var state = UnlockState(ways: [], notice: nil, wrong: 0, secondsLeft: 0)
  public private(set) var way: UnlockWay?
  public var typed = ""

  /// A try that needs more memory and time than usual, while the person is asked whether to go on
  /// with it.
  var costly: Unlocking?
  public var isCostAsked: Bool { costly != nil }

  /// Whether this file can't be unlocked, now or ever.
  public private(set) var canBeSetAside = false

  override init(_ app: AppModel) {
    super.init(app)
    lookAgain()
  }

  public var canUnlock: Bool {
    !busy && canTryToUnlock(state: state, way: way, isTyped: !typed.isEmpty)
  }

  /// The vault could not be looked at, as when another program has it open: tries once more.
  public func lookAgain() {
    trouble = nil
    canBeSetAside = false
    refresh()
    way = state.ways.first
  }

  /// Counts a wait down. The key of the device is asked for at once, as people expect it.
  public func watch() async {
    if way == .device { unlock() }
    while await wait(millis: unlockLookMillis()) {
      switch unlockLook(state: state, canBeSetAside: canBeSetAside) {
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
    trouble = nil
    costly = nil
    if other == .device { unlock() }
  }

  /// What can't ever be unlocked makes place for a new vault, after a yes.
  public func restore() {
    if let state = vault.firstStartState(deviceKey: .no) { app.push(StartModel(app, state)) }
  }

  override func failed(_ failure: Failure) {
    super.failed(failure)
    typed = ""
    canBeSetAside = vault.canBeSetAside()
  }
}
