@_exported import Foundation

// Core Foundation's types are the Swift types to which they are bridged.
public typealias CFString = String
public typealias CFData = Data
public typealias CFMutableData = NSMutableData
public typealias CFDictionary = [CFString: Any]
public typealias CFTypeRef = Any
public typealias OSStatus = Int32
public typealias NSErrorPointer = UnsafeMutablePointer<NSError?>?

public final class CGImage {
  public var width: Int { 0 }
  public var height: Int { 0 }
}

public final class CGColorSpace {}

public func CGColorSpaceCreateDeviceGray() -> CGColorSpace { CGColorSpace() }

public enum CGImageAlphaInfo: UInt32 { case none }

public final class CGContext {
  public init?(
    data: UnsafeMutableRawPointer?, width: Int, height: Int, bitsPerComponent: Int,
    bytesPerRow: Int, space: CGColorSpace, bitmapInfo: UInt32
  ) {}
  public func setFillColor(gray: CGFloat, alpha: CGFloat) {}
  public func fill(_ rect: CGRect) {}
  public func draw(_ image: CGImage, in rect: CGRect) {}
  public func makeImage() -> CGImage? { nil }
}

// Extensions that only Apple's Foundation has.
extension URL {
  public struct BookmarkCreationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let minimalBookmark = Self(rawValue: 1)
  }
  public struct BookmarkResolutionOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
  }
  public func startAccessingSecurityScopedResource() -> Bool { false }
  public func stopAccessingSecurityScopedResource() {}
  public func bookmarkData(
    options: BookmarkCreationOptions = [],
    includingResourceValuesForKeys keys: Set<URLResourceKey>?,
    relativeTo url: URL?
  ) throws -> Data { Data() }
  public init(
    resolvingBookmarkData data: Data, options: BookmarkResolutionOptions = [],
    relativeTo url: URL?, bookmarkDataIsStale: inout Bool
  ) throws { self.init(fileURLWithPath: "") }
}

public class NSFileCoordinator: NSObject {
  public struct ReadingOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
  }
  public struct WritingOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let forDeleting = Self(rawValue: 1)
    public static let forMoving = Self(rawValue: 2)
  }
  public func coordinate(
    readingItemAt url: URL, options: ReadingOptions = [], error: NSErrorPointer,
    byAccessor reader: (URL) -> Void
  ) {}
  public func coordinate(
    writingItemAt url: URL, options: WritingOptions = [], error: NSErrorPointer,
    byAccessor writer: (URL) -> Void
  ) {}
}

public struct NSKeyValueObservingOptions: OptionSet, Sendable {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
  public static let new = Self(rawValue: 1)
  public static let initial = Self(rawValue: 4)
}

public class NSKeyValueObservation: NSObject {}
public struct NSKeyValueObservedChange<Value> {}
public protocol ObservedByKey: AnyObject {}

extension ObservedByKey {
  public func observe<Value>(
    _ keyPath: KeyPath<Self, Value>, options: NSKeyValueObservingOptions = [],
    changeHandler: @escaping @Sendable (Self, NSKeyValueObservedChange<Value>) -> Void
  ) -> NSKeyValueObservation { NSKeyValueObservation() }
}

public class NSItemProvider: NSObject {}

public struct clockid_t: Sendable { public init() {} }
public let CLOCK_MONOTONIC_RAW = clockid_t()
public func clock_gettime_nsec_np(_ clock: clockid_t) -> UInt64 { 0 }
