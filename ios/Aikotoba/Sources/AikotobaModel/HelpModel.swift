import AikotobaCore
import Observation

/// The questions and answers, and a search in them.
@MainActor @Observable public final class HelpModel: Model {
  public private(set) var query = ""
  public private(set) var found: [HelpTopic]

  override init(_ app: AppModel) {
    found = app.speech.searchHelp("")
    super.init(app)
  }

  public func search(_ text: String) {
    query = text
    found = app.speech.searchHelp(text)
  }
}

/// Where a guide leads.
@MainActor public struct OpenFromGuide {
  private let app: AppModel

  init(_ app: AppModel) { self.app = app }

  public func camera() { app.push(ScanModel(app)) }

  /// Leaves the guide where it is.
  public func leave() {
    app.guides.left()
    app.toCodes()
  }
}
