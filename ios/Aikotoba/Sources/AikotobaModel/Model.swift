import AikotobaCore
import Foundation
import Observation

/// What all models do alike: work goes off the main actor, and what goes wrong is told.
@MainActor @Observable public class Model {
  let app: AppModel

  /// What went wrong last, until something else is tried.
  public internal(set) var trouble: ErrorText?

  /// Whether something is going on that takes a while.
  public private(set) var busy = false

  init(_ app: AppModel) { self.app = app }

  var vault: Vault { app.vault }
  var platform: any Platform { app.platform }
  var now: UnixMillis { app.platform.wallMillis() }

  /// The time for codes.
  var codeNow: UnixMillis { app.codeTime().now }

  /// Does something; a failure is told on the screen, and a locked vault leads to the unlock screen.
  @discardableResult
  func act(_ block: @escaping @MainActor () async throws -> Void) -> Task<Void, Never> {
    busy = true
    trouble = nil
    return Task {
      await tell(block)
      busy = false
    }
  }

  /// Does something; a failure is told.
  func tell(_ block: @MainActor () async throws -> Void) async {
    do { try await block() } catch { failed(Self.ours(error)) }
  }

  /// Does something that takes no time; a locked vault leads to the unlock screen.
  func quietly(_ block: () throws -> Void) {
    do { try block() } catch { failed(Self.ours(error)) }
  }

  func failed(_ failure: Failure) {
    switch failure {
    case .Locked: app.askToUnlock()
    case .Cancelled: break
    default: trouble = app.speech.tell(failure)
    }
  }

  /// Changes the vault, and tells so. What failed may have taken hold all the same: `show` shows
  /// what is so either way.
  @discardableResult
  func changing(
    _ show: @escaping @MainActor () -> Void, told: Message? = nil,
    _ block: @escaping @Sendable () throws -> Void
  ) -> Task<Void, Never> {
    act { [app] in
      defer {
        app.changed()
        show()
      }
      try await off(block)
      if let told { app.message = told }
    }
  }

  /// Whether going back is more than leaving the screen, or not possible now.
  public var hasOwnBack: Bool { false }

  /// Goes back by a step within this screen; `false` when it is at its first.
  func stepBack() -> Bool { false }

  /// What lay on this screen is gone.
  func shownAgain() {}

  /// The screen is left: whatever goes on for it alone ends.
  func close() {}
}
