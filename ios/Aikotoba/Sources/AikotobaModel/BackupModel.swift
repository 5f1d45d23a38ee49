import AikotobaCore
import Observation

/// Backups: choosing a folder and a password, saving, and trying a restore.
@MainActor @Observable public final class BackupModel: Model {
  public private(set) var state: BackupState
  public private(set) var automatic: AutomaticBackupState
  private(set) var folder: (any BackupFolder)?
  public let password: NewPassword
  public private(set) var generated: String?

  /// Whether the backup goes to another app instead of a folder.
  public internal(set) var isSharing = false

  /// The present step while a backup is being saved.
  public internal(set) var step: BackupStep?
  public internal(set) var progress = 0.0
  var saving: BackupSave?

  init(of app: AppModel) throws {
    state = try app.vault.backupState(now: app.platform.wallMillis())
    automatic = try app.vault.automaticBackupState()
    folder = app.platform.backupFolder()
    password = NewPassword(app)
    super.init(app)
  }

  public var placeChosen: Bool { folder != nil }
  public var placeName: String? { folder?.name ?? state.place?.name }
  public var canSave: Bool { !busy && password.isChosen }

  @discardableResult
  public func choosePlace() -> Task<Void, Never> {
    act { [self] in
      guard let chosen = await platform.pickBackupFolder() else { return }
      try vault.chooseBackupPlace(place: chosen.place)
      (folder, isSharing) = (chosen, false)
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
  public func save() -> Task<Void, Never>? {
    guard canSave, let place = folder else { return nil }
    return act { [self] in
      let saving = try BackupSave.into(place, vault, password.typed, now)
      self.saving = saving
      defer { ended() }
      let warnings = try await saving.run { (step, progress) = ($0, $1) }
      forget()
      app.changed()
      app.message = Message(app.speech.saved(warnings))
    }
  }

  func forget() {
    password.clear()
    generated = nil
  }

  func ended() {
    saving = nil
    step = nil
    refresh()
  }

  public func cancel() {
    saving?.cancel()
    app.message = Message(say("backup-cancelled"))
  }

  private func refresh() {
    quietly {
      state = try vault.backupState(now: now)
      automatic = try vault.automaticBackupState()
    }
  }

  override func shownAgain() {
    folder = platform.backupFolder() ?? folder
    refresh()
  }

  override func backupsChanged() { refresh() }

  override func close() { saving?.cancel() }
}
