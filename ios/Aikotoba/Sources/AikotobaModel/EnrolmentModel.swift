import AikotobaCore
import Observation

/// An account on its way in, until the site has taken its code.
@MainActor @Observable public final class EnrolmentModel: Model {
  let enrolment: Enrolment
  public private(set) var state: EnrolmentState

  init(_ app: AppModel, _ enrolment: Enrolment) throws {
    self.enrolment = enrolment
    state = try enrolment.state(vault: app.vault, now: app.platform.wallMillis())
    super.init(app)
    if case .draft = state.stage { commitUnquestioned() }
  }

  public var open: OpenFromEnrolment { OpenFromEnrolment(app) }

  /// Keeps what is shown up to date; begun anew when that says another time.
  public func watch() async {
    while await wait(millis: waitMillis(refreshAt: state.refreshAt, now: now)) { refresh() }
  }

  private func refresh() {
    quietly { state = try enrolment.state(vault: vault, now: now) }
  }

  /// What is still to be done at the site of this account.
  public var guide: GuideState? { app.guides.after(account) }

  var account: AccountId? { enrolment.account() }

  func step(
    then: @escaping @MainActor () throws -> Void = {},
    _ block: @escaping @Sendable (Enrolment, Vault, UnixMillis) throws -> Void
  ) -> Task<Void, Never> {
    act { [self, enrolment, vault, now] in
      defer {
        app.changed()
        refresh()
      }
      try await off { try block(enrolment, vault, now) }
      try then()
    }
  }

  /// Stores an account that the person does not have to be asked about.
  private func commitUnquestioned() {
    _ = step(then: followIfStored) { try $0.commitUnquestioned(vault: $1, now: $2) }
  }

  @discardableResult
  public func commit() -> Task<Void, Never> {
    step(then: follow) { try $0.commit(vault: $1, now: $2) }
  }

  /// Keeps it, and puts the one with an older code of the same page into the trash.
  @discardableResult
  public func replace(_ older: AccountId) -> Task<Void, Never> {
    step(then: follow) { try $0.commitInPlaceOf(older: older, vault: $1, now: $2) }
  }

  private func followIfStored() throws {
    if account != nil { try follow() }
  }

  private func follow() throws {
    app.guides.follow(try enrolment.followGuide(vault: vault, current: app.memory.guide))
  }

  public func copy() {
    quietly {
      guard let id = enrolment.account() else { return }
      if let code = try vault.codeToCopy(id: id, now: now) { app.copyCode(code) }
    }
  }
}
