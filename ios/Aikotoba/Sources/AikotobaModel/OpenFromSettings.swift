import AikotobaCore

/// Navigation from the settings.
@MainActor public struct OpenFromSettings {
  private let app: AppModel

  init(_ app: AppModel) { self.app = app }

  public func password() { app.push(PasswordModel(app)) }

  public func recovery() { app.push(RecoveryModel(app)) }

  public func correction() { app.push(CorrectionModel(app)) }

  public func backup() { app.push { try BackupModel(of: app) } }

  public func restore() { app.push(RestoreModel(app)) }

  /// Opens the device's settings in which this app is chosen for verification codes.
  public func codeSetup() { app.platform.openSettings(.codeSetup) }

  public func about() { app.push(AboutModel(app)) }
}
