import Foundation

/// A code on a screen, its characters in groups. Printing it, dumping it or looking at it in a
/// debugger's summary shows nothing of it.
public struct ShownCode: Hashable, Sendable {
  let grouped: String

  /// Its characters, group by group; a screen sets blanks between them.
  public var groups: [String] { grouped.split(separator: " ").map(String.init) }

  /// Its characters with a blank between groups, as they are drawn and as `Words.spelled` takes
  /// them.
  public var drawn: String { grouped }
}

extension ShownCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "ShownCode" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A time by the clock on the wall, in milliseconds since 1970-01-01T00:00:00Z. Codes go by it.
public struct WallMillis: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The milliseconds.
  public let value: Int64

  /// The time so many milliseconds after the epoch.
  public init(_ value: Int64) { self.value = value }

  public init(integerLiteral value: Int64) { self.init(value) }

  public static func < (one: Self, other: Self) -> Bool { one.value < other.value }
}

/// A time by the clock that runs from the device's start, sleep included, in milliseconds. Nobody
/// can set it. A type of its own, so that it is never passed for a `WallMillis`.
public struct UptimeMillis: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The milliseconds.
  public let value: Int64

  /// The time so many milliseconds after the device's start.
  public init(_ value: Int64) { self.value = value }

  public init(integerLiteral value: Int64) { self.init(value) }

  public static func < (one: Self, other: Self) -> Bool { one.value < other.value }
}
