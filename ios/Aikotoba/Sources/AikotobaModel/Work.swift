import AikotobaCore
import Foundation

/// Runs a part off the main actor. Key derivation takes a second: it has a thread of its own, and
/// none of the few on which Swift's tasks run.
func off<T: Sendable>(_ block: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global(qos: .userInitiated).async {
      continuation.resume(with: Result(catching: block))
    }
  }
}

/// Waits, unless the screen is left meanwhile: then it answers `false`.
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

  /// Tells that the person did not confirm with the device's lock, and that nothing was changed.
  func keyNotGiven(_ next: String = "device-key-not-given-next") {
    trouble = ErrorText(
      happened: say("device-key-not-given"), safe: say("device-key-not-given-safe"),
      next: say(next))
  }

  /// All that the core throws is a `Failure`; anything else is a defect that must not be hidden.
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
