import AikotobaCore
import Observation

/// A guide, one step at a time; first the list of sites that have one.
@MainActor @Observable public final class GuideModel: Model {
  public let offers = guideOffers()
  public private(set) var overview = false

  override init(_ app: AppModel) {
    super.init(app)
    if state != nil { app.guides.opened() }
  }

  public var state: GuideState? { app.guides.state }
  public var open: OpenFromGuide { OpenFromGuide(app) }

  public func choose(_ site: String) { quietly { try app.guides.start(site) } }

  public func answer(_ place: QrPlace) { app.guides.change { $0.answer(place: place) } }

  public func next() { app.guides.change { $0.next() } }

  public override var hasOwnBack: Bool { state != nil }

  override func stepBack() -> Bool {
    if state == nil { return false }
    var back = GuideBack.moved
    app.guides.change { back = $0.back() }
    // Before the first question comes the choice of the site.
    if back == .leaves { app.guides.end() }
    return true
  }

  @discardableResult
  public func picture() -> Task<Void, Never> {
    act { [self] in
      if let picture = await platform.pickPicture() { app.take(.picture(picture), .user) }
    }
  }

  /// Opens the account's code in large type, with the question whether the site accepted it.
  public func showCode() {
    quietly {
      guard let account = state?.account else { return }
      app.push(try EnrolmentModel(app, Enrolment.resume(vault: vault, id: account)))
    }
  }

  public func switchOverview() { overview.toggle() }

  @discardableResult
  public func backup() -> Task<Void, Never> {
    finishing { [app] in app.replace(try BackupModel(of: app)) }
  }

  @discardableResult
  public func finish() -> Task<Void, Never> {
    finishing { [app] in
      app.showCodes()
      try app.secureFirst()
    }
  }

  /// Records that the site reported two-step verification as turned on, and goes on.
  private func finishing(_ then: @escaping @MainActor () throws -> Void) -> Task<Void, Never> {
    act { [app, vault, now] in
      if let guide = app.guides.kept() {
        try await inBackground { try vault.finishGuide(guide: guide, now: now) }
      }
      app.changed()
      app.guides.end()
      try then()
    }
  }
}
