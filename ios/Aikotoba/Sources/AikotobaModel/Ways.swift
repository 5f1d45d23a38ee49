import AikotobaCore

extension UnlockModel {
  @discardableResult
  public func unlock() -> Task<Void, Never>? {
    guard canUnlock else { return nil }
    return act { [self] in
      guard let unlocking = try await app.unlocking(way, typed) else { return refresh() }
      try await finish(unlocking)
    }
  }

  /// The person accepts the cost of the attempt.
  @discardableResult
  public func acceptCost() -> Task<Void, Never>? {
    guard let unlocking = costly else { return nil }
    unlocking.acceptCost()
    app.isUnlockCostAccepted = true
    return act { [self] in try await finish(unlocking) }
  }

  private func finish(_ unlocking: Unlocking) async throws {
    costly = nil
    defer {
      app.memory.tries = unlocking.tries()
      costly = unlocking.cost() == nil ? nil : unlocking
      if !vault.isUnlocked() { refresh() }
    }
    try await inBackground { try unlocking.finish() }
    app.opened()
  }
}

extension AppModel {
  /// Begins to unlock the vault in this way, with the typed text; `nil` if the device gave no key.
  func unlocking(_ way: UnlockWay?, _ typed: String) async throws -> Unlocking? {
    let (tries, at) = (memory.tries, platform.monotonicMillis())
    switch way {
    case .passphrase:
      return try vault.unlockWithPassword(password: typed, tries: tries, monotonicMillis: at)
    case .recovery:
      return try vault.unlockWithRecoveryCode(code: typed, tries: tries, monotonicMillis: at)
    case .device:
      guard var key = await fetchDeviceKey() else { return nil }
      defer { key.wipe() }
      return try vault.unlockWithDeviceKey(key: key, tries: tries, monotonicMillis: at)
    case nil: return nil
    }
  }
}
