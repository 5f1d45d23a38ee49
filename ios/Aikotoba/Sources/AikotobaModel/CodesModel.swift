import AikotobaCore
import Observation

/// The list of codes.
@MainActor @Observable public final class CodesModel: Model {
  public private(set) var state: CodesState

  /// How many points of the checklist remain to be done; 0 shows no line.
  public private(set) var openRows: UInt32

  /// The visible rows.
  public var visible: [AccountId] = []

  init(of app: AppModel) throws {
    state = try app.codesState()
    openRows = try app.vault.openRows()
    super.init(app)
  }

  public var arranging: AccountOrdering { AccountOrdering(app, self) }
  public var open: OpenFromCodes { OpenFromCodes(app, self) }

  /// Updates the visible rows while the screen is shown.
  public func watch() async {
    while await wait(millis: waitMillis(refreshAt: state.refreshAt, now: codeNow)) { tick() }
  }

  func tick() {
    quietly { state = state.with(try vault.tick(visible: visible, now: codeNow)) }
  }

  func refresh() {
    quietly {
      app.endCorrection()
      state = try app.codesState()
      openRows = try vault.openRows()
    }
  }

  public func search(_ typed: String) {
    quietly {
      try vault.search(typed: typed)
      refresh()
    }
  }

  public func showAll() { narrow(.all) }

  public func showGroup(_ name: String) { narrow(.group(name)) }

  public func showUnconfirmed() { narrow(.unconfirmed) }

  @discardableResult
  public func moveGroup(_ name: String, _ to: GroupMove) -> Task<Void, Never> {
    change { [vault = app.vault, now] in try vault.moveGroup(name: name, to: to, now: now) }
  }

  private func narrow(_ to: ListFilter) {
    quietly {
      try vault.narrow(narrowed: to)
      refresh()
    }
  }

  /// Handles a touch: a hidden code is shown, any other is copied.
  public func touch(_ row: CodeRow) {
    quietly {
      if let code = try vault.touch(id: row.id, now: codeNow) { app.copyCode(code) } else { tick() }
    }
  }

  public func copyNext(_ row: CodeRow) {
    quietly {
      if let code = try vault.nextCodeToCopy(id: row.id, now: codeNow) { app.copyCode(code) }
    }
  }

  override func shownAgain() { refresh() }

  override func backupsChanged() { refresh() }

  /// Asks the core where the list leads; a locked vault leads to the unlock screen.
  func asking(_ block: () throws -> Void) { quietly(block) }

  /// Changes an account and shows the result.
  @discardableResult
  func change(
    message: Message? = nil, _ block: @escaping @Sendable () throws -> Void
  ) -> Task<Void, Never> {
    changing(refresh, message: message, block)
  }
}

extension AppModel {
  fileprivate func codesState() throws -> CodesState {
    let time = codeTime()
    return try vault.codesState(
      clock: clock.evidence(), now: time.now, correctionSeconds: time.seconds)
  }
}
