import AikotobaCore

/// What the person lets the app read from the clipboard.
extension Clipboard {
  /// The content of the clipboard. Called only when the person asks to paste.
  func held() -> Incoming? {
    pastePicture().map { .picture($0) } ?? paste().map { .text($0) }
  }
}

extension ScanModel {
  /// Whether something was copied elsewhere. It is read only after a touch of the person.
  public var isPasteOffered: Bool { app.isPasteOffered }

  public func paste() { pasted(platform.clipboard.held()) }

  /// Reads what was pasted; `nil` means that nothing readable was pasted.
  public func pasted(_ copied: Incoming?) {
    app.isPasteOffered = false
    if let copied { read(copied, .user) } else { failed(nothingToPaste()) }
  }
}

extension GuideModel {
  /// Whether something was copied elsewhere. It is read only after a touch of the person.
  public var isPasteOffered: Bool { app.isPasteOffered }

  @discardableResult
  public func paste() -> Task<Void, Never> { pasted(platform.clipboard.held()) }

  /// Uses a copied key, link or picture; `nil` means that nothing readable was pasted.
  @discardableResult
  public func pasted(_ copied: Incoming?) -> Task<Void, Never> {
    act { [self] in
      app.isPasteOffered = false
      switch copied {
      case .text(let text):
        let enrolment = try Enrolment.typed(
          issuer: "", label: "", key: text, options: usualOptions(), site: state?.site, now: now)
        app.push(try EnrolmentModel(app, enrolment))
      case .picture, .several: if let copied { app.take(copied, .user) }
      case nil: failed(nothingToPaste())
      }
    }
  }
}
