import AikotobaCore
import Observation

/// A new password: typed twice, and rated by the core.
@MainActor @Observable public final class NewPassword {
  private let app: AppModel
  public var typed = ""
  public var again = ""

  /// The strength of the typed password, as soon as it is known. It does not prevent choosing the
  /// password.
  public private(set) var strength = StrengthState(strength: .empty, weakness: nil)

  init(_ app: AppModel) { self.app = app }

  /// Whether the second one was typed and differs.
  public var differs: Bool { passwordDiffers(typed: typed, again: again) }

  /// Whether it can be used.
  public var isChosen: Bool { passwordRepeated(typed: typed, again: again) == .alike }

  /// Rates the typed password off the main actor. What is typed meanwhile is rated by the next
  /// call.
  public func judge() async {
    let text = typed
    let judged = try? await inBackground { [vault = app.vault] in
      vault.passwordStrength(typed: text)
    }
    if let judged, text == typed { strength = judged }
  }

  func fill(_ both: String) {
    typed = both
    again = both
  }

  func clear() { fill("") }
}
