import AikotobaCore
import Observation

/// Automatic backups: turned on with a place and a password, turned off, and what became of the
/// latest.
@MainActor @Observable public final class AutomaticBackupModel: Model {
  public private(set) var state: AutomaticBackupState
  private var folder: (any BackupFolder)?
  public let password: NewPassword
  public private(set) var generated: String?

  init(of app: AppModel) throws {
    state = try app.vault.automaticBackupState()
    folder = app.platform.backupFolder()
    password = NewPassword(app)
    super.init(app)
  }

  public var placeChosen: Bool { folder != nil }
  public var placeName: String? { folder?.name ?? state.place?.name }
  public var isSaving: Bool { app.automatic.isBusy }
  public var canTurnOn: Bool { !busy && password.isChosen && folder != nil }

  /// Why nothing is saved, in the words of the core.
  public var failure: ErrorText? { errorText ?? state.failure.map { app.speech.error($0.why) } }

  @discardableResult
  public func choosePlace() -> Task<Void, Never> {
    act { [self] in
      guard let chosen = await platform.pickBackupFolder() else { return }
      try vault.chooseBackupPlace(place: chosen.place)
      folder = chosen
      app.changed()
      refresh()
    }
  }

  /// Generates a password for the person and fills it in.
  public func generate() {
    quietly {
      let made = try makePassword()
      generated = made
      password.fill(made)
    }
  }

  @discardableResult
  public func turnOn() -> Task<Void, Never>? {
    guard canTurnOn, let place = folder?.place else { return nil }
    let message = Message(say("automatic-turned-on"))
    return changing(turned, message: message) { [vault, typed = password.typed, now] in
      try vault.turnOnAutomaticBackup(place: place, password: typed, now: now)
    }
  }

  @discardableResult
  public func turnOff() -> Task<Void, Never> {
    platform.backgroundDelivery?.cancel()
    return changing(turned, message: Message(say("automatic-turned-off"))) { [vault] in
      try vault.turnOffAutomaticBackup()
    }
  }

  /// The person asks for a backup now.
  public func retry() {
    quietly {
      try vault.askForAutomaticBackup()
      app.automatic.changed()
    }
  }

  private func turned() {
    refresh()
    if state.turnOn == .no { close() }
  }

  private func refresh() { quietly { state = try vault.automaticBackupState() } }

  override func backupsChanged() { refresh() }

  override func close() {
    password.clear()
    generated = nil
  }
}
