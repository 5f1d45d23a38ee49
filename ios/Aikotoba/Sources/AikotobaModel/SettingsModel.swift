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

  /// Whether the vault is kept out of the device's own backups; `nil` where an app has no say.
  public private(set) var isLeftOut: Bool?

  public func leaveOut(_ isLeftOut: Bool) {
    platform.deviceBackups?.leaveVaultOut(isLeftOut)
    refresh()
  }

  private func refresh() {
    isLeftOut = platform.deviceBackups?.isVaultLeftOut
    quietly { deviceKeyUsed = try vault.hasDeviceKey() }
  }

  @discardableResult
  public func choose(_ setting: Setting, _ value: String) -> Task<Void, Never> {
    act { [self] in
      _ = try await off { [vault] in try vault.chooseSetting(setting: setting, value: value) }
      app.changed()
      try app.refreshSettings()
    }
  }

  /// Lets the device's own lock open the vault, or no longer.
  @discardableResult
  public func switchDeviceKey() -> Task<Void, Never> {
    act { [self] in
      if deviceKeyUsed { try await forgetKey() } else { try await makeKey() }
      app.changed()
      refresh()
    }
  }

  private func makeKey() async throws {
    guard var key = await app.makeDeviceKey(try vault.deviceKeyBinding()) else { return }
    defer { key.wipe() }
    try await off { [vault, key, now] in try vault.setDeviceKey(key: key, now: now) }
  }

  private func forgetKey() async throws {
    try await off { [vault] in try vault.removeDeviceKeys() }
    platform.deviceKeys?.forget()
  }
}
