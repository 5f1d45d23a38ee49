import AikotobaCore

/// The recovery code: shown once, then confirmed by typing a part of it.
extension HandOverModel {
  @discardableResult
  public func onPaper() -> Task<Void, Never> { show(.onPaper) }

  @discardableResult
  public func asSheet() -> Task<Void, Never> { show(.asSheet) }

  private func show(_ action: HandOverAction) -> Task<Void, Never> {
    self.act { [self] in
      let (shown, left) = try await inBackground { [vault, now] in
        let paper = try vault.makeRecoveryCode(now: now)
        return (paper.groups(), paper.doubt())
      }
      app.changed()
      (groups, doubt) = (shown, left)
      go(action)
    }
  }

  public func copy() { app.copyRecoveryCode(groups) }

  @discardableResult
  public func save() -> Task<Void, Never> {
    act { [self] in
      if try await saveRecoverySheet() { saved = true }
    }
  }

  /// The person has written the code down. Next, one of its groups is typed as a proof.
  public func written() {
    quietly {
      check = try vault.recoveryCheckState()
      groups = []
      go(.written)
    }
  }

  @discardableResult
  public func answer() -> Task<Void, Never> {
    act { [self] in
      try await inBackground { [vault, typed, now] in
        try vault.answerRecoveryCheck(typed: typed, now: now)
      }
      typed = ""
      try done()
    }
  }
}
