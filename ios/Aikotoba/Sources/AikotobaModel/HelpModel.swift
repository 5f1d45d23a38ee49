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

/// Navigation from a guide.
@MainActor public struct OpenFromGuide {
  private let app: AppModel

  init(_ app: AppModel) { self.app = app }

  public func camera() { app.push(ScanModel(app)) }

  /// Closes the guide, which can be continued later.
  public func leave() {
    app.guides.left()
    app.showCodes()
  }
}
