import AikotobaCore

/// What the app keeps beside the vault, for the time before it is open.
@MainActor
final class ShellMemory {
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

  /// The vault as it was seen last, to notice an older file or another vault. Only the core reads it.
  var mark: String? {
    get { preferences.read("mark") }
    set { preferences.write("mark", newValue) }
  }
}

/// Gathers what is known about the device's clock.
@MainActor
final class ClockWatch {
  private let platform: any Platform
  private let earlier: ClockReading

  init(_ platform: any Platform) {
    self.platform = platform
    earlier = Self.reading(platform)
  }

  func evidence() -> ClockEvidence {
    let signs = platform.clockSigns()
    return ClockEvidence(
      automatic: signs.automatic, network: signs.network, earlier: earlier,
      now: Self.reading(platform))
  }

  private static func reading(_ platform: any Platform) -> ClockReading {
    ClockReading(wall: platform.wallMillis(), monotonicMillis: platform.monotonicMillis())
  }
}

/// Keeps what the core wants to be remembered of the vault, to notice an older copy of it or another
/// vault in its place.
@MainActor
final class Freshness {
  private let vault: Vault
  private let memory: ShellMemory

  init(_ vault: Vault, _ memory: ShellMemory) {
    self.vault = vault
    self.memory = memory
  }

  /// Compares the vault that was opened with what is remembered; answers with what the person is to
  /// be asked.
  func meet() throws -> BannerLead? {
    let met = try vault.meet(mark: memory.mark)
    memory.mark = met.mark
    return met.question
  }

  /// Remembers how new the vault is. Called after changes. Where it was locked in between, the next
  /// change is remembered.
  func remember() { if vault.isUnlocked() { _ = try? meet() } }

  /// The person takes the vault for the right one.
  func accept() throws { memory.mark = try vault.accept().mark }
}
