import AikotobaCore

/// What continues after unlocking.
extension AppModel {
  /// Shows what came from outside while the vault was locked or in doubt, otherwise what was not
  /// finished.
  func showPending() {
    automatic.opened()
    if let file = waitingFile {
      waitingFile = nil
      let move = MoveModel(self)
      push(move)
      move.take(file)
    }
    if let came = waiting {
      waiting = nil
      return receive(came)
    }
    if top is CodesModel { resumeGuide() }
    if top is CodesModel { resumeEnrolment() }
  }

  /// Reopens the guide that was visible when the app was locked or ended, and the code if that is
  /// the present step.
  private func resumeGuide() {
    guard guides.isOpen else { return }
    let page = guides.state?.page
    let guide = GuideModel(self)
    push(guide)
    if case .step(_, _, _, action: .typeCode, _) = page { guide.showCode() }
  }

  /// Reopens the code that was to be typed when the app was locked.
  private func resumeEnrolment() {
    guard let account = unfinished else { return }
    unfinished = nil
    push { try EnrolmentModel(self, Enrolment.resume(vault: vault, id: account)) }
  }
}
