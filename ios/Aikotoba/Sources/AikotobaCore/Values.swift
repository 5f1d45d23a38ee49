import Foundation

/// A code on a screen, with its characters in groups. Neither printing nor dumping it nor a
/// debugger's summary shows the code.
public struct ShownCode: Hashable, Sendable {
  let grouped: String

  /// Its characters, group by group; a screen draws spaces between the groups.
  public var groups: [String] { grouped.split(separator: " ").map(String.init) }

  /// Its characters with a space between groups, for drawing and for `Words.spelled`.
  public var drawn: String { grouped }
}

extension ShownCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "ShownCode" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A time of the wall clock, in milliseconds since 1970-01-01T00:00:00Z. Codes depend on it.
public struct WallMillis: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The milliseconds.
  public let value: Int64

  /// The time that is `value` milliseconds after 1970-01-01T00:00:00Z.
  public init(_ value: Int64) { self.value = value }

  public init(integerLiteral value: Int64) { self.init(value) }

  public static func < (one: Self, other: Self) -> Bool { one.value < other.value }
}

/// A time in milliseconds since the device started, including sleep. Nobody can set this clock. It
/// is a separate type, so that it is never passed for a `WallMillis`.
public struct UptimeMillis: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The milliseconds.
  public let value: Int64

  /// The time that is `value` milliseconds after the device's start.
  public init(_ value: Int64) { self.value = value }

  public init(integerLiteral value: Int64) { self.init(value) }

  public static func < (one: Self, other: Self) -> Bool { one.value < other.value }
}
