import AikotobaCore
import Observation

/// Typing a key.
@MainActor @Observable public final class TypeKeyModel: Model {
  private let site: String?
  public var issuer = ""
  public var label = ""
  public var key = ""

  init(_ app: AppModel, site: String? = nil) {
    self.site = site
    super.init(app)
  }

  @discardableResult
  public func add() -> Task<Void, Never> {
    act { [self] in
      let enrolment = try Enrolment.typed(
        issuer: issuer, label: label, key: key, options: usualOptions(), site: site, now: now)
      key = ""
      app.push(try EnrolmentModel(app, enrolment))
    }
  }
}

extension ScanModel {
  public func typeKey() { app.push(TypeKeyModel(app)) }

  public func guide() { app.push(GuideModel(app)) }
}
