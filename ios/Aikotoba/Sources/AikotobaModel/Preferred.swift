import AikotobaCore
import Observation

/// The settings that hold, and the language that they choose: the vault's once it is open, before
/// that what is kept beside it.
@MainActor
@Observable
final class Preferred {
  private let platform: any Platform
  private let memory: Memory
  private(set) var settings: SettingsState
  private(set) var speech: Speech

  init(_ platform: any Platform, _ memory: Memory) {
    self.platform = platform
    self.memory = memory
    let early = settingsBeforeUnlocking(early: memory.earlySettings)
    settings = early
    speech = Self.speech(early, platform)
    apply(early)
  }

  /// Takes the vault's own.
  func readFrom(_ vault: Vault) throws {
    memory.earlySettings = try vault.earlySettings()
    apply(try vault.settingsState())
  }

  /// A choice while there is no vault yet.
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

  private static func speech(_ state: SettingsState, _ platform: any Platform) -> Speech {
    Speech(Words.ofChoice(choice: state.settings.language, locale: platform.deviceLanguage()))
  }
}

/// Locks the vault when the app was out of sight for longer than the settings say.
@MainActor
final class Sight {
  private var lostAt: MonotonicMillis?

  func lost(_ app: AppModel) {
    lostAt = app.platform.monotonicMillis()
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
  }
}
