import AikotobaCore

/// Navigation from adding an account.
@MainActor public struct OpenFromEnrolment {
  private let app: AppModel

  init(_ app: AppModel) { self.app = app }

  public func list() {
    app.guides.left()
    app.showCodes()
  }

  public func guide() { over { GuideModel(app) } }

  public func clock() { app.platform.openSettings(.dateAndTime) }

  public func correction() { app.push(CorrectionModel(app)) }

  public func scan() { over { ScanModel(app) } }

  public func backup() { over { try BackupModel(of: app) } }

  private func over(_ make: () throws -> Model) {
    app.showCodes()
    app.push(make)
  }
}
