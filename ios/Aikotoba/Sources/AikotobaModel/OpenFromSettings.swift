import AikotobaCore

/// Where the settings lead.
@MainActor public struct OpenFromSettings {
  private let app: AppModel

  init(_ app: AppModel) { self.app = app }

  public func password() { app.push(PasswordModel(app)) }

  public func recovery() { app.push(RecoveryModel(app)) }

  public func correction() { app.push(CorrectionModel(app)) }

  public func backup() { app.push { try BackupModel(of: app) } }

  public func restore() { app.push(RestoreModel(app)) }

  /// Where the device is told that this app makes verification codes.
  public func codeSetup() { app.platform.openSettings(.codeSetup) }

  public func about() { app.push(AboutModel(app)) }
}
