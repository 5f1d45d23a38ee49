import AikotobaCore

/// Navigation from the list.
@MainActor public struct OpenFromCodes {
  private let app: AppModel
  private let codes: CodesModel

  init(_ app: AppModel, _ codes: CodesModel) {
    self.app = app
    self.codes = codes
  }

  public func scan() { adding { app.push(ScanModel(app)) } }

  /// Before another account is added, the person sets up a way to open the vault without this
  /// device.
  private func adding(_ add: () -> Void) {
    codes.asking {
      guard let first = try app.vault.handOverBeforeAdding() else { return add() }
      app.push(HandOverModel(app, first))
    }
  }

  public func guide() { app.push(GuideModel(app)) }

  public func checklist() { app.push { try ChecklistModel(of: app) } }

  public func help() { app.push(HelpModel(app)) }

  /// The guide that was begun and not finished.
  public var guideState: GuideState? { app.guides.state }

  public func backup() { app.push { try BackupModel(of: app) } }

  public func restore() { adding { app.push(RestoreModel(app)) } }

  public func move() { app.push(MoveModel(app)) }

  public func export() { app.push { try ExportModel(of: app) } }

  public func trash() { app.push { try TrashModel(of: app) } }

  public func settings() { app.push(SettingsModel(app)) }

  public func about() { app.push(AboutModel(app)) }

  public func lock() { app.lock() }

  public func edit(_ id: AccountId) { app.push { try EditModel(app, id) } }

  public func share(_ id: AccountId) { app.push { try ShareModel(app, id) } }

  public func finish(_ id: AccountId) {
    app.push { try EnrolmentModel(app, Enrolment.resume(vault: app.vault, id: id)) }
  }

  /// Opens the screen that a banner leads to.
  public func follow(_ lead: BannerLead) {
    switch lead {
    case .repair, .acceptOlder, .acceptOther: app.push(HealthModel(app, lead))
    case .deviceClock: app.platform.openSettings(.dateAndTime)
    case .clockCorrection: app.push(CorrectionModel(app))
    case .backup: backup()
    case .automaticBackup: app.push { try AutomaticBackupModel(of: app) }
    case .handOver:
      codes.asking {
        let now = app.platform.wallMillis()
        guard let first = try app.vault.handOverState(now: now) else { return }
        app.push(HandOverModel(app, first))
      }
    case .recoveryCheck: app.push(RecoveryModel(app))
    case .unconfirmed: codes.showUnconfirmed()
    case .rehearsal: app.push { try RehearsalModel(of: app) }
    case .credentialCheck: app.push { try CredentialCheckModel(of: app) }
    }
  }
}
