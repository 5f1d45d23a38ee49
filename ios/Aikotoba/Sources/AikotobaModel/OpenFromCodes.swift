import AikotobaCore

/// Where the list leads.
@MainActor
public struct OpenFromCodes {
  private let app: AppModel
  private let codes: CodesModel

  init(_ app: AppModel, _ codes: CodesModel) {
    self.app = app
    self.codes = codes
  }

  public func scan() { app.push(ScanModel(app)) }

  public func backup() { app.push { try BackupModel(of: app) } }

  public func restore() { app.push(RestoreModel(app)) }

  public func trash() { app.push { try TrashModel(of: app) } }

  public func settings() { app.push(SettingsModel(app)) }

  public func about() { app.push(AboutModel(app)) }

  public func lock() { app.lock() }

  public func edit(_ id: AccountId) { app.push { try EditModel(app, id) } }

  public func share(_ id: AccountId) { app.push { try ShareModel(app, id) } }

  public func finish(_ id: AccountId) {
    app.push { try EnrolmentModel(app, Enrolment.resume(vault: app.vault, id: id)) }
  }

  /// Where a banner leads.
  public func follow(_ lead: BannerLead) {
    switch lead {
    case .repair, .acceptOlder, .acceptOther: app.push(HealthModel(app, lead))
    case .deviceClock: app.platform.openSettings(.dateAndTime)
    case .backup: backup()
    case .recoveryCheck: app.push(RecoveryModel(app))
    case .unconfirmed: codes.showUnconfirmed()
    }
  }
}

/// Where an enrolment leads.
@MainActor
public struct OpenFromEnrolment {
  private let app: AppModel

  init(_ app: AppModel) { self.app = app }

  public func list() { app.toCodes() }

  public func clock() { app.platform.openSettings(.dateAndTime) }

  public func scan() { over { ScanModel(app) } }

  public func backup() { over { try BackupModel(of: app) } }

  private func over(_ make: () throws -> Model) {
    app.toCodes()
    app.push(make)
  }
}

/// Where the settings lead.
@MainActor
public struct OpenFromSettings {
  private let app: AppModel

  init(_ app: AppModel) { self.app = app }

  public func password() { app.push(PasswordModel(app)) }

  public func recovery() { app.push(RecoveryModel(app)) }

  public func backup() { app.push { try BackupModel(of: app) } }

  public func restore() { app.push(RestoreModel(app)) }

  public func about() { app.push(AboutModel(app)) }
}
