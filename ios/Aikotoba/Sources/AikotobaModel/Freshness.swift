import AikotobaCore

/// Keeps what the core wants to be remembered of the vault, to notice an older copy of it or another
/// vault in its place.
@MainActor final class Freshness {
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

extension AppModel {
  /// What the device keeps of an earlier vault while there is none.
  var hasLeftover: Bool { memory.mark != nil || platform.deviceKeys?.hasLeftover == true }

  func forgetLeftover() {
    memory.mark = nil
    platform.deviceKeys?.forgetLeftovers()
  }
}
