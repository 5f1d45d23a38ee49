import AikotobaCore
import Observation

/// A vault that is damaged, older than the one opened last, or another one; the banner's `lead`
/// says which.
@MainActor @Observable public final class HealthModel: Model {
  public let lead: BannerLead
  public private(set) var damages: [PhraseValue] = []
  public private(set) var repaired = false

  init(_ app: AppModel, _ lead: BannerLead) {
    self.lead = lead
    super.init(app)
    if !isQuestion {
      act { [self] in
        damages = try await inBackground { [vault] in try vault.healthState().damages }
      }
    }
  }

  /// Whether the person is asked if this is the right vault.
  public var isQuestion: Bool { lead != .repair }

  @discardableResult
  public func repair() -> Task<Void, Never> {
    act { [self] in
      _ = try await inBackground { [vault] in try vault.repair() }
      app.changed()
      repaired = true
    }
  }

  public func accept() {
    quietly {
      try app.acceptVault()
      later()
    }
  }

  /// Continues to the list, and shows what came from outside.
  public func later() {
    app.showCodes()
    app.showPending()
  }

  public func backup() { app.push { try BackupModel(of: app) } }

  public override var hasOwnBack: Bool { isQuestion }

  override func stepBack() -> Bool {
    if isQuestion { later() }
    return isQuestion
  }
}
