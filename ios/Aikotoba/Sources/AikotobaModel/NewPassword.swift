import AikotobaCore
import Observation

/// A password that is being chosen: typed twice, and judged by the core.
@MainActor @Observable public final class NewPassword {
  private let app: AppModel
  public var typed = ""
  public var again = ""

  /// How good the typed one is, as soon as that is known. It is taken whatever this says.
  public private(set) var strength = StrengthState(strength: .empty, weakness: nil)

  init(_ app: AppModel) { self.app = app }

  /// Whether the second one was typed and is another.
  public var differs: Bool { passwordDiffers(typed: typed, again: again) }

  /// Whether it can be taken.
  public var isChosen: Bool { passwordRepeated(typed: typed, again: again) == .alike }

  /// Judges what is typed now, off the main actor. What was typed since is judged by the next call.
  public func judge() async {
    let text = typed
    let judged = try? await off { [vault = app.vault] in vault.passwordStrength(typed: text) }
    if let judged, text == typed { strength = judged }
  }

  func fill(_ both: String) {
    typed = both
    again = both
  }

  func clear() { fill("") }
}
