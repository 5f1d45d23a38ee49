import AikotobaCore
import Observation

/// The app: its vault, its settings and its stack of screens. It outlives the screens.
@MainActor @Observable public final class AppModel {
  public let platform: any Platform
  public let vault: Vault
  public let screens = ScreenStack()
  let memory: ShellMemory
  let clock: ClockWatch
  let preferred: AppPreferences
  public let guides: Guides
  private let freshness: Freshness
  let screenOn: ScreenOn
  let sight = VisibilityWatch()
  @ObservationIgnored public private(set) lazy var automatic = AutomaticBackups(self)

  /// A short message at the bottom of the screen, with an undo button if possible.
  public var message: Message?

  /// Whether the person accepted that unlocking takes more memory and time than usual. It is asked
  /// once while the app runs.
  var isUnlockCostAccepted = false

  /// Whether something was copied elsewhere while the app was invisible, which a scan may take. It
  /// is read only after a touch of the person.
  public internal(set) var isPasteOffered = false

  /// The account whose code was to be typed when the app was locked.
  var unfinished: AccountId?

  /// What came from outside while the vault was locked. It is shown after unlocking.
  var waiting: Incoming?

  /// The file that was chosen for an import when the vault was locked. It is read after unlocking.
  var waitingFile: PickedFile?

  public init(_ platform: any Platform) {
    self.platform = platform
    vault = Vault.at(path: platform.vault.path)
    memory = ShellMemory(platform.preferences)
    clock = ClockWatch(platform)
    preferred = AppPreferences(platform, memory)
    guides = Guides(memory)
    freshness = Freshness(vault, memory)
    screenOn = ScreenOn(platform)
    screens.push(first())
    scheduleLeftDelivery()
  }

  private func first() -> Model {
    let state = vault.firstStartState(deviceKey: deviceKeyOffered ? .yes : .no)
    // A previous installation of the app may have left a correction in the Keychain.
    if state?.step == .welcome { memory.clockCorrection = nil }
    return state.map { StartModel(self, $0) } ?? UnlockModel(self)
  }

  var deviceKeyOffered: Bool {
    platform.deviceKeys.map { $0.status() != .notOffered } ?? false
  }

  /// The vault was opened or created: shows the list and what was waiting. If it may not be the
  /// right vault, the person is asked first.
  func opened() {
    do {
      try preferred.readFrom(vault)
      let question = try freshness.meet()
      screens.startWith(try CodesModel(of: self))
      if let question { return push(HealthModel(self, question)) }
      try secureFirst()
      showPending()
    } catch {
      askToUnlock()
    }
  }

  /// While nothing else opens the vault and a site asks for its codes, each opening starts there.
  func secureFirst() throws {
    if top is HandOverModel { return }
    if let due = try vault.handOverDue() { push(HandOverModel(self, due)) }
  }

  /// The vault was changed.
  func changed() {
    freshness.remember()
    platform.deviceBackups?.vaultChanged()
    automatic.changed()
  }

  /// The person accepts the vault as the right one.
  func acceptVault() throws { try freshness.accept() }

  func askToUnlock() {
    // The message may name an account.
    message = nil
    if top is UnlockModel || top is StartModel { return }
    unfinished = screens.models.lazy.compactMap { ($0 as? EnrolmentModel)?.unfinished }.first
    screens.startWith(first())
  }
}
