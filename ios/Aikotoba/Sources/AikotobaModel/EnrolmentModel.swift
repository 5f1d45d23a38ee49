import AikotobaCore
import Observation

/// Adding an account, until the site has accepted its code.
@MainActor @Observable public final class EnrolmentModel: Model {
  let enrolment: Enrolment
  public private(set) var state: EnrolmentState

  /// The name of this login, and its colour, if the site has others.
  public var login: String
  public var colour: UInt8?

  /// Whether the code was read from a picture, which may still be on this device.
  public let isFromPicture: Bool
  private let since: MonotonicMillis
  private var watches = 0

  init(_ app: AppModel, _ enrolment: Enrolment, isFromPicture: Bool = false) throws {
    self.enrolment = enrolment
    self.isFromPicture = isFromPicture
    let state = try enrolment.state(vault: app.vault, now: app.codeTime().now)
    self.state = state
    (login, colour) = (state.label, state.login?.colour)
    since = app.platform.monotonicMillis()
    super.init(app)
    if case .draft = state.stage { commitUnquestioned() }
  }

  public var open: OpenFromEnrolment { OpenFromEnrolment(app) }

  /// Updates the screen, and keeps it on while a code is to be typed. It starts again when the core
  /// asks for another interval.
  public func watch() async {
    watches += 1
    let mine = watches
    repeat {
      app.screenOn.keep(keepsScreenOn, for: self)
      guard await wait(millis: waitMillis(refreshAt: state.refreshAt, now: codeNow)) else { break }
      refresh()
    } while true
    // A newer call of `watch` keeps the screen on by itself.
    if mine == watches { app.screenOn.keep(false, for: self) }
  }

  var keepsScreenOn: Bool {
    staysOn(state: state, since: since, now: platform.monotonicMillis())
  }

  override func close() { app.screenOn.keep(false, for: self) }

  func refresh() {
    quietly { state = try enrolment.state(vault: vault, now: codeNow) }
  }

  /// What remains to be done at the site of this account.
  public var guide: GuideState? { app.guides.after(account) }

  var account: AccountId? { enrolment.account() }

  /// The account, if the site has not accepted its code yet.
  var unfinished: AccountId? {
    switch state.stage {
    case .unconfirmed, .refused: account
    case .draft, .confirmed: nil
    }
  }

  func step(
    then: @escaping @MainActor () throws -> Void = {},
    _ block: @escaping @Sendable (Enrolment, Vault, UnixMillis) throws -> Void
  ) -> Task<Void, Never> {
    act { [self, enrolment, vault, now] in
      defer {
        app.changed()
        refresh()
      }
      try await inBackground { try block(enrolment, vault, now) }
      try then()
    }
  }

  /// Stores an account about which the person has nothing to decide.
  private func commitUnquestioned() {
    _ = step(then: followIfStored) { try $0.commitUnquestioned(vault: $1, now: $2) }
  }

  private func followIfStored() throws {
    if account != nil { try follow() }
  }

  func follow() throws {
    app.guides.follow(try enrolment.followGuide(vault: vault, current: app.memory.guide))
  }
}
