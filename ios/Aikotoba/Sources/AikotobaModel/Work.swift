import AikotobaCore
import Foundation

/// Runs a block off the main actor. Key derivation takes a second; it gets a thread of its own,
/// outside of the few threads that run Swift's tasks.
func inBackground<T: Sendable>(_ block: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global(qos: .userInitiated).async {
      continuation.resume(with: Result(catching: block))
    }
  }
}

/// Waits. Returns `false` if the screen was closed meanwhile.
func wait(millis: UInt32) async -> Bool {
  do {
    try await Task.sleep(for: .milliseconds(Int64(millis)))
    return true
  } catch {
    return false
  }
}

extension Model {
  func say(_ key: String, _ facts: KeyValuePairs<String, Fact> = [:]) -> String {
    app.speech.say(key, facts)
  }

  /// Shows that the person did not confirm with the device's lock, and that nothing was changed.
  func keyNotGiven(_ next: String = "device-key-not-given-next") {
    errorText = ErrorText(
      happened: say("device-key-not-given"), safe: say("device-key-not-given-safe"),
      next: say(next))
  }

  /// Returns the core's error. The core throws only `Failure`; anything else is a defect that must
  /// not be hidden.
  static func ours(_ error: any Error) -> Failure {
    guard let failure = error as? Failure else { fatalError() }
    return failure
  }
}

extension Model: Hashable, Identifiable {
  public nonisolated static func == (one: Model, other: Model) -> Bool { one === other }

  public nonisolated func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
