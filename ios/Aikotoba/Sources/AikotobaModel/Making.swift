import AikotobaCore

extension StartModel {
  @discardableResult
  public func make() -> Task<Void, Never>? {
    guard canMake else { return nil }
    return act { [self] in
      let creation = vault.creation()
      creation.withPassword(password: password.typed)
      creation.withRecoveryCode()
      creation.withSettings(early: app.memory.earlySettings)
      if withDeviceKey, var key = await app.makeDeviceKey() {
        defer { key.wipe() }
        try creation.withDeviceKey(key: key)
      }
      made(try await off { [now] in try creation.finish(now: now)?.groups() ?? [] })
    }
  }

  public func copyRecovery() { app.copyRecoveryCode(recovery) }

  public func noted() {
    leave()
    app.opened()
    if restoreAfter { app.push(RestoreModel(app)) }
  }

  /// Goes back to what lay below, where something did.
  public func leaveStart() { app.back() }
}
