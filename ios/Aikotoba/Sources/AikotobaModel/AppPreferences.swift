import AikotobaCore
import Observation

/// The settings in effect and their language: those of the vault if it is unlocked, otherwise those
/// stored outside of it.
@MainActor @Observable final class AppPreferences {
  private let platform: any Platform
  private let memory: ShellMemory
  private(set) var settings: SettingsState
  private(set) var speech: MessageTexts

  init(_ platform: any Platform, _ memory: ShellMemory) {
    self.platform = platform
    self.memory = memory
    let early = settingsBeforeUnlocking(early: memory.earlySettings)
    settings = early
    speech = Self.speech(early, platform)
    apply(early)
  }

  /// Reads the settings of the vault.
  func readFrom(_ vault: Vault) throws {
    memory.earlySettings = try vault.earlySettings()
    apply(try vault.settingsState())
  }

  /// Stores a choice while there is no vault yet.
  func chooseEarly(_ setting: Setting, _ value: String) throws {
    memory.earlySettings = try chooseBeforeUnlocking(
      early: memory.earlySettings, setting: setting, value: value)
    apply(settingsBeforeUnlocking(early: memory.earlySettings))
  }

  func deviceChanged() { speech = Self.speech(settings, platform) }

  private func apply(_ state: SettingsState) {
    settings = state
    deviceChanged()
    platform.allowScreenshots(state.settings.screenshots == .on)
    platform.applyLanguage(languageTag(language: state.settings.language))
  }

  private static func speech(_ state: SettingsState, _ platform: any Platform) -> MessageTexts {
    MessageTexts(Words.ofChoice(choice: state.settings.language, locale: platform.deviceLanguage()))
  }
}

/// Locks the vault if the app was invisible for longer than the settings allow, and checks what
/// changed meanwhile.
@MainActor final class VisibilityWatch {
  private var lostAt: MonotonicMillis?
  private var leftAt: UnixMillis?

  func lost(_ app: AppModel) {
    lostAt = app.platform.monotonicMillis()
    leftAt = app.platform.wallMillis()
    app.platform.clipboard.left()
    // A locked vault has nothing to cover.
    try? app.vault.cover()
  }

  func regained(_ app: AppModel) {
    guard let since = lostAt else { return }
    lostAt = nil
    let isDue = isLockDue(
      autoLock: app.settings.settings.autoLock, leftMillis: since,
      nowMillis: app.platform.monotonicMillis())
    if isDue && app.vault.isUnlocked() { app.lock() }
    app.isPasteOffered = isPasteOffered(left: leftAt, copied: app.platform.clipboard.copiedAt())
    app.endCorrection()
  }
}
