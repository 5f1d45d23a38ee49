import AikotobaCore

extension EnrolmentModel {
  @discardableResult
  public func take() -> Task<Void, Never> {
    step { e, vault, _ in try e.takeNextCode(vault: vault) }
  }

  /// The site took a code. While nothing else opens the vault, that comes next: the site still shows
  /// its QR code.
  @discardableResult
  public func accepted() -> Task<Void, Never> {
    step(then: tellGuide) { try $0.confirm(vault: $1, now: $2) }
  }

  private func tellGuide() throws {
    if let account { app.guides.change { $0.codeAccepted(account: account) } }
    try app.secureFirst()
  }

  @discardableResult
  public func refused() -> Task<Void, Never> {
    let clock = app.clock.evidence()
    return step { try $0.refused(vault: $1, clock: clock, now: $2) }
  }

  @discardableResult
  public func nextDoubt() -> Task<Void, Never> {
    step { e, vault, _ in try e.nextDoubt(vault: vault) }
  }

  @discardableResult
  public func tryAgain() -> Task<Void, Never> {
    step { e, vault, _ in try e.tryAgain(vault: vault) }
  }

  @discardableResult
  public func cancel() -> Task<Void, Never> {
    act { [self, app, enrolment, vault, now] in
      try await off { try enrolment.giveUp(vault: vault, now: now) }
      if let account { app.guides.change { $0.accountRemoved(account: account) } }
      app.changed()
      app.toCodes()
    }
  }
}
