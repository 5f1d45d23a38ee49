import AikotobaCore
import Foundation

extension StartModel {
  @discardableResult
  public func make() -> Task<Void, Never>? {
    guard canMake else { return nil }
    return act { [self] in
      let others: [UnlockWay] = [.passphrase, .recovery]
      var key = try await withDeviceKey ? newKey(others) : nil
      defer { key?.wipe() }
      if withDeviceKey && key == nil { return keyNotGiven("device-key-not-given-start") }
      made(try await create(others, key))
    }
  }

  /// Makes a vault that the device's own lock opens. The vault stores the recovery code encrypted
  /// until it is confirmed; the code is shown after the first account.
  func makeBehindLock() -> Task<Void, Never> {
    act { [self] in
      guard var key = try await newKey([.recovery]) else {
        withDeviceKey = false
        return go(.lockDeclined)
      }
      defer { key.wipe() }
      let created = try await create([.recovery], key)
      app.forgetLeftover()
      app.memory.mark = created.mark
      enter()
    }
  }

  /// Makes the device's key for a vault with these other ways; `nil` if the device gave none.
  private func newKey(_ others: [UnlockWay]) async throws -> Data? {
    let binding = try vault.creation(
      ways: others, password: password.typed, deviceKey: Data(), earlySettings: ""
    ).deviceKeyBinding()
    return await app.makeDeviceKey(binding)
  }

  private func create(_ others: [UnlockWay], _ key: Data?) async throws -> CreatedVault {
    let creation = try vault.creation(
      ways: others + (key == nil ? [] : [.device]), password: password.typed,
      deviceKey: key ?? Data(), earlySettings: app.memory.earlySettings)
    return try await inBackground { [now] in try creation.finish(now: now) }
  }

  public func beginWithBackup() { go(.beginWithBackup) }

  public func beginWithImport() { go(.beginWithImport) }

  public func copyRecovery() { app.copyRecoveryCode(recovery) }

  public func noted() {
    leave()
    enter()
  }

  /// The vault exists: opens the camera, unless something came from outside.
  private func enter() {
    app.opened()
    switch then {
    case .restore: app.push(RestoreModel(app))
    case .import: app.push(MoveModel(app))
    case .scan: if app.top is CodesModel { app.push(ScanModel(app)) }
    }
  }

  /// Goes back to the screen below, if there is one.
  public func leaveStart() { app.back() }
}
