import AikotobaCore
import Observation

/// A guide, one step at a time; first the sites that have one.
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
    // Before the first question lies the choice of the site.
    if back == .leaves { app.guides.end() }
    return true
  }

  @discardableResult
  public func picture() -> Task<Void, Never> {
    act { [self] in
      if let picture = await platform.pickPicture() { app.take(.picture(picture), .here) }
    }
  }

  /// Takes a copied key, link or picture.
  @discardableResult
  public func paste() -> Task<Void, Never> {
    act { [self] in
      if let picture = platform.clipboard.pastePicture() {
        app.take(.picture(picture), .here)
      } else if let text = platform.clipboard.paste() {
        let enrolment = try Enrolment.typed(
          issuer: "", label: "", key: text, options: usualOptions(), site: state?.site, now: now)
        app.push(try EnrolmentModel(app, enrolment))
      } else {
        failed(nothingToPaste())
      }
    }
  }

  /// The account's code, large, and the question whether the site went on.
  public func showCode() {
    quietly {
      guard let account = state?.account else { return }
      app.push(try EnrolmentModel(app, Enrolment.resume(vault: vault, id: account)))
    }
  }

  public func switchOverview() { overview.toggle() }
}

extension AppModel {
  /// Comes back to the guide that was in sight when the app was locked or ended, and to the code
  /// where that is its step.
  func resumeGuide() {
    guard guides.isOpen else { return }
    let page = guides.state?.page
    let guide = GuideModel(self)
    push(guide)
    if case .step(_, _, _, action: .typeCode, _) = page { guide.showCode() }
  }
}
