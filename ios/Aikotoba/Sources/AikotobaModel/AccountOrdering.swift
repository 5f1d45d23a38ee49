import AikotobaCore

/// The actions on an account in the list, except copying its code.
@MainActor public struct AccountOrdering {
  private let app: AppModel
  private let codes: CodesModel

  init(_ app: AppModel, _ codes: CodesModel) {
    self.app = app
    self.codes = codes
  }

  private var now: UnixMillis { app.platform.wallMillis() }

  @discardableResult
  public func take(_ id: AccountId) -> Task<Void, Never> {
    let now = app.codeTime().now
    return codes.change { [vault = app.vault] in try vault.takeNextCode(id: id, now: now) }
  }

  public func favourite(_ id: AccountId, _ favourite: Bool) {
    codes.change { [vault = app.vault, now] in
      try vault.setFavourite(id: id, favourite: favourite ? .yes : .no, now: now)
    }
  }

  public func moveUp(_ id: AccountId) { move(id, .up) }

  public func moveDown(_ id: AccountId) { move(id, .down) }

  /// Moves a row to the position of another.
  public func moveTo(_ id: AccountId, _ other: AccountId) { move(id, .to(other: other)) }

  private func move(_ id: AccountId, _ to: RowMove) {
    codes.change { [vault = app.vault, now] in try vault.moveRow(id: id, to: to, now: now) }
  }

  @discardableResult
  public func trash(_ row: CodeRow) -> Task<Void, Never> {
    let message = Message(app.speech.say("told-trashed", ["name": .text(row.name)])) {
      codes.change { [vault = app.vault, now] in try vault.recover(id: row.id, now: now) }
    }
    return codes.change(message: message) { [vault = app.vault, now] in
      try vault.discard(id: row.id, now: now)
    }
  }
}

extension CodesState {
  /// A copy of the list with the codes of a tick.
  func with(_ tick: TickState) -> CodesState {
    let faces = Dictionary(tick.ticks.map { ($0.id, $0.face) }) { $1 }
    let rows = rows.map { row in faces[row.id].map(row.with) ?? row }
    return CodesState(
      query: query, groups: groups, rows: rows, arranging: arranging, empty: empty,
      banners: banners, refreshAt: tick.refreshAt)
  }
}

extension CodeRow {
  /// A copy of the row with another code.
  func with(_ face: CodeFace) -> CodeRow {
    CodeRow(
      id: id, issuer: issuer, label: label, name: name, monogram: monogram, colour: colour,
      groups: groups, note: note, badges: badges, spans: spans, face: face)
  }
}
