import AikotobaCore

/// Stores the core's mark of the vault, by which an older copy or another vault is noticed.
@MainActor final class Freshness {
  private let vault: Vault
  private let memory: ShellMemory

  init(_ vault: Vault, _ memory: ShellMemory) {
    self.vault = vault
    self.memory = memory
  }

  /// Compares the opened vault with the stored mark. Returns what to ask the person.
  func meet() throws -> BannerLead? {
    let met = try vault.meet(mark: memory.mark)
    memory.mark = met.mark
    memory.device = try vault.deviceRecord(stored: memory.device)
    return met.question
  }

  /// Stores the present mark. Called after changes. If the vault was locked in between, the next
  /// change stores the mark.
  func remember() { if vault.isUnlocked() { _ = try? meet() } }

  /// The person accepts the vault as the right one.
  func accept() throws { memory.mark = try vault.accept().mark }
}

extension AppModel {
  /// Whether the device still stores something of an earlier vault although there is none.
  var hasLeftover: Bool { memory.mark != nil || platform.deviceKeys?.hasLeftover == true }

  func forgetLeftover() {
    memory.mark = nil
    platform.deviceKeys?.forgetLeftovers()
  }
}
