import AikotobaCore
import Observation

/// The result of a rehearsal, as text.
public struct RehearsalText: Hashable, Sendable {
  public let text: String
  public let complete: Bool
}

/// A restore or an import: preview, choices, result, undo. With `rehearsing` the vault does not
/// change.
@MainActor @Observable public final class RestoreModel: Model {
  private var held: IncomingPlan?
  var opening: BackupOpening?
  public let rehearsing: Bool
  public internal(set) var fileName: String?
  public var password = ""
  public private(set) var plan: PlanState?
  public internal(set) var rehearsal: RehearsalText?
  public private(set) var done: String?

  /// What to do with the app that the accounts came from.
  public private(set) var advice: PhraseValue?
  public private(set) var canUndo = false

  init(_ app: AppModel, rehearsing: Bool = false) {
    self.rehearsing = rehearsing
    super.init(app)
  }

  convenience init(_ app: AppModel, _ plan: IncomingPlan) throws {
    self.init(app)
    try show(plan)
  }

  public var warnings: [String] { plan.map { $0.notices.map { app.speech.say($0) } } ?? [] }

  public var origin: String? {
    guard case .backup(let made, _) = plan?.origin else { return nil }
    return say("plan-made", ["time": .text(app.speech.time(made))])
  }

  func show(_ plan: IncomingPlan) throws {
    held = plan
    self.plan = try plan.state()
  }

  public func choose(_ place: UInt32, _ choice: PlanChoice) {
    quietly { if let held { plan = try held.choose(place: place, choice: choice) } }
  }

  @discardableResult
  public func apply() -> Task<Void, Never> {
    act { [self] in
      guard let held else { return }
      let outcome = try await inBackground { [vault, now] in try held.apply(vault: vault, now: now)
      }
      app.changed()
      canUndo = true
      done = app.speech.say(outcome.phrase)
      advice = outcome.advice
    }
  }

  @discardableResult
  public func undo() -> Task<Void, Never> {
    act { [self] in
      _ = try await inBackground { [vault, now] in try vault.undo(now: now) }
      app.changed()
      app.message = Message(say("plan-undone"))
      app.showCodes()
    }
  }

  public func leave() { app.showCodes() }
}
