import AikotobaCore

/// What the app stores outside of the vault, for the time before it is unlocked.
@MainActor final class ShellMemory {
  private let preferences: any Preferences

  init(_ preferences: any Preferences) { self.preferences = preferences }

  /// The settings that are needed while the vault is locked. Only the core reads them.
  var earlySettings: String {
    get { preferences.read("settings") ?? "" }
    set { preferences.write("settings", newValue) }
  }

  /// The number of wrong tries at unlocking. It is stored, so that closing the app does not shorten
  /// a wait.
  var tries: UnlockTries {
    get { triesOfText(text: preferences.read("tries")) }
    set { preferences.write("tries", triesText(tries: newValue)) }
  }

  /// The person's own correction of the clock. Only the core reads it.
  var clockCorrection: String? {
    get { preferences.read("clock-correction") }
    set { preferences.write("clock-correction", newValue) }
  }

  /// The position in the guide to a site. Only the core reads it; it names no account and no
  /// secret.
  var guide: String? {
    get { preferences.read("guide") }
    set { preferences.write("guide", newValue) }
  }

  /// Whether the guide was visible when the app was locked or ended.
  var guideOpen: Bool {
    get { preferences.read("guide-open") != nil }
    set { preferences.write("guide-open", newValue ? "yes" : nil) }
  }

  /// Whether the person wants a change of the enrolled fingers or face to invalidate the device
  /// key.
  var endsKeyWithNewBiometrics: Bool {
    get { preferences.read("new-biometrics-end-key") != nil }
    set { preferences.write("new-biometrics-end-key", newValue ? "yes" : nil) }
  }

  /// The mark of the vault that was opened last, to notice an older copy or another vault. Only the
  /// core reads it.
  var mark: String? {
    get { preferences.read("mark") }
    set { preferences.write("mark", newValue) }
  }

  /// Which device this is in the names of backups. Only the core reads it; no other device gets it.
  var device: String? {
    get { preferences.read("device") }
    set { preferences.write("device", newValue) }
  }
}
