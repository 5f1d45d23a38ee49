import UIKit

public protocol ShapeStyle: Sendable {}
public struct TintShapeStyle: ShapeStyle {}
public struct HierarchicalShapeStyle: ShapeStyle {}
public struct BackgroundStyle: ShapeStyle {}
public struct Material: ShapeStyle {}

extension ShapeStyle where Self == TintShapeStyle { public static var tint: Self { .init() } }
extension ShapeStyle where Self == HierarchicalShapeStyle {
  public static var secondary: Self { .init() }
  public static var tertiary: Self { .init() }
  public static var quaternary: Self { .init() }
}
extension ShapeStyle where Self == BackgroundStyle {
  public static var background: Self { .init() }
}
extension ShapeStyle where Self == Material { public static var regularMaterial: Self { .init() } }
extension ShapeStyle where Self == Color {
  public static var black: Color { Color() }
  public static var green: Color { Color() }
  public static var orange: Color { Color() }
  public static var red: Color { Color() }
  public static var white: Color { Color() }
  public static var yellow: Color { Color() }
}

public struct Color: ShapeStyle, Hashable, Leaf {
  init() {}
  public init(uiColor: UIColor) {}
  public static let black = Color()
  public static let green = Color()
  public static let orange = Color()
  public static let red = Color()
  public static let secondary = Color()
  public static let white = Color()
  public static let yellow = Color()
  public func opacity(_ opacity: Double) -> Color { self }
}

public enum LineCap: Sendable { case round }
public enum LineJoin: Sendable { case round }

public struct StrokeStyle: Sendable {
  public init(
    lineWidth: CGFloat = 1, lineCap: LineCap = .round, lineJoin: LineJoin = .round
  ) {}
}

public protocol Shape: Leaf, Sendable {}

extension Shape {
  public func fill(_ style: some ShapeStyle) -> some View { self }
  public func stroke(_ style: some ShapeStyle, lineWidth: CGFloat = 1) -> some View { self }
  public func stroke(_ style: some ShapeStyle, style stroke: StrokeStyle) -> some View { self }
  public func trim(from: CGFloat = 0, to: CGFloat = 1) -> some Shape { self }
}

public struct Circle: Shape { public init() {} }
public struct Rectangle: Shape { public init() {} }
public struct Capsule: Shape { public init() {} }
public struct RoundedRectangle: Shape { public init(cornerRadius: CGFloat) {} }

public struct Path: Shape {
  public init() {}
  public init(_ rect: CGRect) {}
  public mutating func addLines(_ points: [CGPoint]) {}
  public mutating func closeSubpath() {}
}

public struct Angle: Sendable { public static func degrees(_ degrees: Double) -> Angle { Angle() } }

public struct GraphicsContext {
  public struct Shading { public static func color(_ color: Color) -> Shading { Shading() } }
  public func stroke(_ path: Path, with shading: Shading, style: StrokeStyle) {}
  public func fill(_ path: Path, with shading: Shading) {}
}

public struct Canvas: Leaf {
  public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) {}
}

public struct Font: Hashable, Sendable {
  public enum TextStyle: Sendable { case largeTitle, body }
  public static let largeTitle = Font()
  public static let title = Font()
  public static let title2 = Font()
  public static let title3 = Font()
  public static let headline = Font()
  public static let subheadline = Font()
  public static let body = Font()
  public static let callout = Font()
  public static let footnote = Font()
  public static let caption = Font()
  public static func system(_ style: TextStyle) -> Font { Font() }
  public func bold() -> Font { self }
  public func monospaced() -> Font { self }
  public func monospacedDigit() -> Font { self }
}

public enum HorizontalAlignment: Sendable { case leading, center, trailing }
public enum VerticalAlignment: Sendable { case top, center, bottom }
public enum Alignment: Sendable { case leading, center, trailing, top, bottom, topLeading }
public enum TextAlignment: Sendable { case leading, center, trailing }
public enum HorizontalEdge: Sendable { case leading, trailing }
public struct UnitPoint: Sendable { public static let leading = Self() }
public struct Axis: Sendable {
  public static let horizontal = Self()
  public static let vertical = Self()
  public struct Set: OptionSet, Sendable {
    public let rawValue: Int8
    public init(rawValue: Int8) { self.rawValue = rawValue }
    public static let horizontal = Self(rawValue: 1)
    public static let vertical = Self(rawValue: 2)
  }
}
public struct Edge: Sendable {
  public struct Set: OptionSet, Sendable {
    public let rawValue: Int8
    public init(rawValue: Int8) { self.rawValue = rawValue }
    public static let all = Self(rawValue: 15)
    public static let top = Self(rawValue: 1)
    public static let horizontal = Self(rawValue: 2)
    public static let vertical = Self(rawValue: 4)
  }
}
public enum ContentMode: Sendable { case fit, fill }
public struct Animation: Hashable, Sendable {
  public static let linear = Animation()
  public static let `default` = Animation()
}
