@_exported import CoreGraphics

public struct UTType: Hashable, Sendable {
  public init?(_ identifier: String) { nil }
  private init() {}
  public var identifier: String { "" }
  public static let bmp = Self()
  public static let folder = Self()
  public static let gif = Self()
  public static let heic = Self()
  public static let image = Self()
  public static let item = Self()
  public static let jpeg = Self()
  public static let plainText = Self()
  public static let png = Self()
  public static let webP = Self()
}

extension NSItemProvider {
  public func loadDataRepresentation(
    for type: UTType, completionHandler: @escaping @Sendable (Data?, (any Error)?) -> Void
  ) -> Progress { Progress(totalUnitCount: 1) }
}
