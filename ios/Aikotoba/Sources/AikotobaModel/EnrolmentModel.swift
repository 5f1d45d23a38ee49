import AikotobaCore
import Observation

/// An account on its way in, until the site has taken its code.
@MainActor
@Observable
public final class EnrolmentModel: Model {
  private let enrolment: Enrolment
  public private(set) var state: EnrolmentState
  public private(set) var guideShown = false

  init(_ app: AppModel, _ enrolment: Enrolment) throws {
    self.enrolment = enrolment
    state = try enrolment.state(vault: app.vault, now: app.platform.wallMillis())
    super.init(app)
    if case .draft(_, consent: .given) = state.stage { commit() }
  }

  public var open: OpenFromEnrolment { OpenFromEnrolment(app) }

  /// Keeps what is shown up to date; begun anew when that says another time.
  public func watch() async {
    while await wait(millis: waitMillis(refreshAt: state.refreshAt, now: now)) { refresh() }
  }

  private func refresh() {
    quietly { state = try enrolment.state(vault: vault, now: now) }
  }

  @discardableResult
  private func step(
    _ block: @escaping @Sendable (Enrolment, Vault, UnixMillis) throws -> Void
  ) -> Task<Void, Never> {
    changing(refresh) { [enrolment, vault, now] in try block(enrolment, vault, now) }
  }

  @discardableResult
  public func commit() -> Task<Void, Never> { step { try $0.commit(vault: $1, now: $2) } }

  /// Keeps it, and puts the one with an older code of the same page into the trash.
  @discardableResult
  public func replace(_ older: AccountId) -> Task<Void, Never> {
    step { try $0.commitInPlaceOf(older: older, vault: $1, now: $2) }
  }

  public func take() { step { enrolment, vault, _ in try enrolment.takeNextCode(vault: vault) } }

  @discardableResult
  public func accepted() -> Task<Void, Never> { step { try $0.confirm(vault: $1, now: $2) } }

  @discardableResult
  public func refused() -> Task<Void, Never> {
    let clock = app.clock.evidence()
    return step { try $0.refused(vault: $1, clock: clock, now: $2) }
  }

  public func nextDoubt() { step { enrolment, vault, _ in try enrolment.nextDoubt(vault: vault) } }

  public func tryAgain() { step { enrolment, vault, _ in try enrolment.tryAgain(vault: vault) } }

  @discardableResult
  public func cancel() -> Task<Void, Never> {
    act { [app, enrolment, vault, now] in
      try await off { try enrolment.giveUp(vault: vault, now: now) }
      app.changed()
      app.toCodes()
    }
  }

  public func copy() {
    quietly {
      guard let id = enrolment.account() else { return }
      if let code = try vault.codeToCopy(id: id, now: now) { app.copyCode(code) }
    }
  }

  public func switchGuide() { guideShown.toggle() }
}
