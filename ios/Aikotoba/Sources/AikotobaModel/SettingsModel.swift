import AikotobaCore
import Observation

/// The settings.
@MainActor @Observable public final class SettingsModel: Model {
  public let deviceKeyOffered: Bool
  public private(set) var deviceKeyUsed = false

  override init(_ app: AppModel) {
    deviceKeyOffered = app.deviceKeyOffered
    super.init(app)
    refresh()
  }

  public var state: SettingsState { app.settings }
  public var open: OpenFromSettings { OpenFromSettings(app) }

  /// Whether the vault is excluded from the device's own backups; `nil` if an app cannot influence
  /// them.
  public private(set) var isLeftOut: Bool?

  public func leaveOut(_ isLeftOut: Bool) {
    platform.deviceBackups?.leaveVaultOut(isLeftOut)
    refresh()
  }

  /// Whether a change of the enrolled fingers or face invalidates the device key; `nil` if there is
  /// no such choice: without a key or a finger, or while nothing else opens the vault.
  public private(set) var endsWithNewBiometrics: Bool?

  /// Makes the key again, bound as the person chose.
  @discardableResult
  public func endWithNewBiometrics(_ ends: Bool) -> Task<Void, Never> {
    act { [self] in
      let before = app.memory.endsKeyWithNewBiometrics
      app.memory.endsKeyWithNewBiometrics = ends
      defer {
        app.changed()
        refresh()
      }
      if try await !makeKey() { app.memory.endsKeyWithNewBiometrics = before }
    }
  }

  private func refresh() {
    isLeftOut = platform.deviceBackups?.isVaultLeftOut
    quietly {
      deviceKeyUsed = try vault.hasDeviceKey()
      let isBound = try vault.deviceKeyBinding() == .enrolledBiometrics
      let isOffered = deviceKeyUsed && isBound && platform.deviceKeys?.hasBiometrics == true
      endsWithNewBiometrics = isOffered ? app.memory.endsKeyWithNewBiometrics : nil
    }
  }

  @discardableResult
  public func choose(_ setting: Setting, _ value: String) -> Task<Void, Never> {
    act { [self] in
      _ = try await inBackground { [vault] in
        try vault.chooseSetting(setting: setting, value: value)
      }
      app.changed()
      try app.refreshSettings()
    }
  }

  /// Turns unlocking with the device's lock on or off.
  @discardableResult
  public func switchDeviceKey() -> Task<Void, Never> {
    act { [self] in
      if deviceKeyUsed { try await forgetKey() } else { _ = try await makeKey() }
      app.changed()
      refresh()
    }
  }

  /// `false` if the device gave no key; the previous key remains valid.
  private func makeKey() async throws -> Bool {
    guard var key = await app.makeDeviceKey(try vault.deviceKeyBinding()) else {
      keyNotGiven()
      return false
    }
    defer { key.wipe() }
    try await inBackground { [vault, key, now] in
      try vault.removeDeviceKeys()
      try vault.setDeviceKey(key: key, now: now)
    }
    return true
  }

  private func forgetKey() async throws {
    try await inBackground { [vault] in try vault.removeDeviceKeys() }
    platform.deviceKeys?.forget()
  }
}
