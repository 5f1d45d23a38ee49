import AikotobaCore
import Foundation

extension StartModel {
  @discardableResult
  public func make() -> Task<Void, Never>? {
    guard canMake else { return nil }
    return act { [self] in
      var key = withDeviceKey ? await app.makeDeviceKey() : nil
      defer { key?.wipe() }
      let ways: [UnlockWay] = [.passphrase, .recovery] + (key == nil ? [] : [.device])
      let creation = try vault.creation(
        ways: ways, password: password.typed, deviceKey: key ?? Data(),
        earlySettings: app.memory.earlySettings)
      made(try await off { [now] in try creation.finish(now: now) })
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
