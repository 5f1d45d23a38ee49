import AikotobaCore

extension EnrolmentModel {
  @discardableResult
  public func commit() -> Task<Void, Never> {
    keep { try $0.commit(vault: $1, now: $2) }
  }

  /// Adds the account, and moves the account with an older code of the same page to the trash.
  @discardableResult
  public func replace(_ older: AccountId) -> Task<Void, Never> {
    keep { try $0.commitInPlaceOf(older: older, vault: $1, now: $2) }
  }

  /// Stores the account, with the name and the colour of this login if the site has others.
  private func keep(
    _ block: @escaping @Sendable (Enrolment, Vault, UnixMillis) throws -> Void
  ) -> Task<Void, Never> {
    let named = state.login == nil ? nil : (login, colour)
    return step(then: follow) { enrolment, vault, now in
      if let (label, colour) = named { try enrolment.nameLogin(label: label, colour: colour) }
      try block(enrolment, vault, now)
    }
  }

  @discardableResult
  public func take() -> Task<Void, Never> {
    step { e, vault, _ in try e.takeNextCode(vault: vault) }
  }

  /// The site accepted a code. If nothing else opens the vault yet, a second way to open it comes
  /// next, because the site still shows its QR code.
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
    let now = codeNow
    return step { enrolment, vault, _ in
      try enrolment.refused(vault: vault, clock: clock, now: now)
    }
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
      try await inBackground { try enrolment.giveUp(vault: vault, now: now) }
      if let account { app.guides.change { $0.accountRemoved(account: account) } }
      app.changed()
      app.showCodes()
    }
  }

  public func copy() {
    quietly {
      guard let account else { return }
      if let code = try vault.codeToCopy(id: account, now: codeNow) { app.copyCode(code) }
    }
  }
}
