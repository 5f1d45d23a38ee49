import AikotobaCore

/// What the app keeps beside the vault, for the time before it is open.
@MainActor final class ShellMemory {
  private let preferences: any Preferences

  init(_ preferences: any Preferences) { self.preferences = preferences }

  /// The settings that are needed while the vault is locked. Only the core reads them.
  var earlySettings: String {
    get { preferences.read("settings") ?? "" }
    set { preferences.write("settings", newValue) }
  }

  /// Wrong tries at unlocking: closing the app is no way around a wait.
  var tries: UnlockTries {
    get { triesOfText(text: preferences.read("tries")) }
    set { preferences.write("tries", triesText(tries: newValue)) }
  }

  /// The person's own correction of the clock. Only the core reads it.
  var clockCorrection: String? {
    get { preferences.read("clock-correction") }
    set { preferences.write("clock-correction", newValue) }
  }

  /// Where the person is in the guide to a site. Only the core reads it; it names no account and no
  /// secret.
  var guide: String? {
    get { preferences.read("guide") }
    set { preferences.write("guide", newValue) }
  }

  /// Whether the guide was in sight when the app was locked or ended.
  var guideOpen: Bool {
    get { preferences.read("guide-open") != nil }
    set { preferences.write("guide-open", newValue ? "yes" : nil) }
  }

  /// Whether the person wants new fingers and faces to end the device's key.
  var endsKeyWithNewBiometrics: Bool {
    get { preferences.read("new-biometrics-end-key") != nil }
    set { preferences.write("new-biometrics-end-key", newValue ? "yes" : nil) }
  }

  /// The vault as it was seen last, to notice an older file or another vault. Only the core reads it.
  var mark: String? {
    get { preferences.read("mark") }
    set { preferences.write("mark", newValue) }
  }
}
