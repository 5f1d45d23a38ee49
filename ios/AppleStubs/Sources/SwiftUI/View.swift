@_exported import CoreGraphics
@_exported import Observation
import UIKit
@_exported import UniformTypeIdentifiers

public protocol View {
  associatedtype Body: View
  @ViewBuilder @MainActor var body: Body { get }
}

/// A view without subviews.
public protocol Leaf: View where Body == Never {}

extension Leaf { @MainActor public var body: Never { fatalError() } }

extension Never: View { public var body: Never { self } }
extension Optional: View where Wrapped: View { public var body: Never { fatalError() } }

public struct TupleView<Parts>: Leaf {}
public struct Either<First: View, Second: View>: Leaf {}

public struct AnyView: Leaf { public init(_ view: some View) {} }
public struct EmptyView: Leaf { public init() {} }

@resultBuilder
public struct ViewBuilder {
  public static func buildBlock() -> EmptyView { EmptyView() }
  public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
  public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
  @_disfavoredOverload
  public static func buildBlock<each Content: View>(
    _ content: repeat each Content
  ) -> TupleView<(repeat each Content)> { TupleView() }
  public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
  public static func buildEither<First: View, Second: View>(first: First) -> Either<First, Second> {
    Either()
  }
  public static func buildEither<First: View, Second: View>(
    second: Second
  ) -> Either<First, Second> { Either() }
}

public protocol ViewModifier {
  associatedtype Body: View
  typealias Content = ModifiedContent<Self>
  @ViewBuilder @MainActor func body(content: Content) -> Body
}

public struct ModifiedContent<Modifier>: Leaf {}

public protocol UIViewRepresentable: View where Body == Never {
  associatedtype UIViewType: UIView
  typealias Context = UIViewRepresentableContext<Self>
  @MainActor func makeUIView(context: Context) -> UIViewType
  @MainActor func updateUIView(_ view: UIViewType, context: Context)
}

extension UIViewRepresentable { @MainActor public var body: Never { fatalError() } }

public struct UIViewRepresentableContext<Representable> {}

public protocol Scene {
  associatedtype Body: Scene
  @SceneBuilder @MainActor var body: Body { get }
}

extension Never: Scene {}

@resultBuilder
public struct SceneBuilder {
  public static func buildBlock<Content: Scene>(_ content: Content) -> Content { content }
}

public struct BackgroundTask<Request, Response> {
  public static func appRefresh(_ identifier: String) -> BackgroundTask<Void, Void>
  where Request == Void, Response == Void { BackgroundTask<Void, Void>() }
}

public struct BackgroundTaskScene: Scene {
  public var body: Never { fatalError() }
}

extension Scene {
  public func backgroundTask<D: Sendable, R: Sendable>(
    _ task: BackgroundTask<D, R>, action: @escaping @Sendable (D) async -> R
  ) -> some Scene { BackgroundTaskScene() }
}

public struct WindowGroup<Content: View>: Scene {
  public init(@ViewBuilder content: () -> Content) {}
  public var body: Never { fatalError() }
}

public protocol App {
  associatedtype Body: Scene
  @SceneBuilder @MainActor var body: Body { get }
  @MainActor init()
}

extension App { @MainActor public static func main() {} }

@MainActor public protocol PreviewProvider {
  associatedtype Previews: View
  @ViewBuilder @MainActor static var previews: Previews { get }
}

extension View {
  @MainActor public func previewDisplayName(_ value: String?) -> some View { self }
}
