import AikotobaCore
import Foundation
import Observation

/// What all models share: work runs off the main actor, and errors are shown.
@MainActor @Observable public class Model {
  let app: AppModel

  /// The last error, until something else is tried.
  public internal(set) var errorText: ErrorText?

  /// Whether something is running that takes a while.
  public private(set) var busy = false

  init(_ app: AppModel) { self.app = app }

  var vault: Vault { app.vault }
  var platform: any Platform { app.platform }
  var now: UnixMillis { app.platform.wallMillis() }

  /// The time for codes.
  var codeNow: UnixMillis { app.codeTime().now }

  /// Does something. An error is shown on the screen; a locked vault leads to the unlock screen.
  @discardableResult
  func act(_ block: @escaping @MainActor () async throws -> Void) -> Task<Void, Never> {
    busy = true
    errorText = nil
    return Task {
      await tell(block)
      busy = false
    }
  }

  /// Does something. An error is shown.
  func tell(_ block: @MainActor () async throws -> Void) async {
    do { try await block() } catch { failed(Self.ours(error)) }
  }

  /// Does something fast. A locked vault leads to the unlock screen.
  func quietly(_ block: () throws -> Void) {
    do { try block() } catch { failed(Self.ours(error)) }
  }

  func failed(_ failure: Failure) {
    switch failure {
    case .Locked: app.askToUnlock()
    case .Cancelled: break
    default: errorText = app.speech.tell(failure)
    }
  }

  /// Changes the vault and shows a message. A failed change may still have been written, so `show`
  /// updates the screen in both cases.
  @discardableResult
  func changing(
    _ show: @escaping @MainActor () -> Void, message: Message? = nil,
    _ block: @escaping @Sendable () throws -> Void
  ) -> Task<Void, Never> {
    act { [app] in
      defer {
        app.changed()
        show()
      }
      try await inBackground(block)
      if let message { app.message = message }
    }
  }

  /// Whether going back is a step within this screen, or not possible now.
  public var hasOwnBack: Bool { false }

  /// Goes back a step within this screen; `false` at the first step.
  func stepBack() -> Bool { false }

  /// The screens above this one were closed.
  func shownAgain() {}

  /// An automatic backup was saved, or failed.
  func backupsChanged() {}

  /// The screen is closed: ends everything that runs only for it.
  func close() {}
}
