import AikotobaCore

/// Where the list leads.
@MainActor public struct OpenFromCodes {
  private let app: AppModel
  private let codes: CodesModel

  init(_ app: AppModel, _ codes: CodesModel) {
    self.app = app
    self.codes = codes
  }

  public func scan() { app.push(ScanModel(app)) }

  public func guide() { app.push(GuideModel(app)) }

  public func help() { app.push(HelpModel(app)) }

  /// The guide that was begun and not finished.
  public var guideState: GuideState? { app.guides.state }

  public func backup() { app.push { try BackupModel(of: app) } }

  public func restore() { app.push(RestoreModel(app)) }

  public func move() { app.push(MoveModel(app)) }

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
