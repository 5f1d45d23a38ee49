import Foundation

/// Something that comes from outside the app.
public enum Incoming: Sendable {
  /// A shared text or an opened link.
  case text(String)

  /// A shared, dropped or pasted picture.
  case picture(Data)

  /// Several of them, received together or one after the other while the vault was locked.
  case several([Incoming])

  var parts: [Incoming] {
    guard case .several(let parts) = self else { return [self] }
    return parts
  }

  var isPicture: Bool {
    guard case .picture = self else { return false }
    return true
  }

  /// Combines both, so that nothing is lost.
  static func both(_ one: Incoming?, _ other: Incoming) -> Incoming {
    guard let one else { return other }
    return .several(one.parts + other.parts)
  }
}

/// A short message, with a way to undo what it reports.
public struct Message: Sendable {
  public let id = UUID()
  public let text: String
  public let undo: (@MainActor @Sendable () -> Void)?

  init(_ text: String, undo: (@MainActor @Sendable () -> Void)? = nil) {
    self.text = text
    self.undo = undo
  }
}
