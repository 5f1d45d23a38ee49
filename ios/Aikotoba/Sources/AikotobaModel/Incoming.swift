import Foundation

/// Something that comes from outside the app.
public enum Incoming: Sendable {
  /// A text that was shared, or a link that was opened.
  case text(String)

  /// A picture that was shared, dropped or pasted.
  case picture(Data)

  /// Several of them, that came together or one after the other while the vault was locked.
  case several([Incoming])

  var parts: [Incoming] {
    guard case .several(let parts) = self else { return [self] }
    return parts
  }

  var isPicture: Bool {
    guard case .picture = self else { return false }
    return true
  }

  /// Both: nothing that came is forgotten over what comes after it.
  static func both(_ one: Incoming?, _ other: Incoming) -> Incoming {
    guard let one else { return other }
    return .several(one.parts + other.parts)
  }
}

/// A short message, with a way to undo what it tells of.
public struct Message: Sendable {
  public let id = UUID()
  public let text: String
  public let undo: (@MainActor @Sendable () -> Void)?

  init(_ text: String, undo: (@MainActor @Sendable () -> Void)? = nil) {
    self.text = text
    self.undo = undo
  }
}
