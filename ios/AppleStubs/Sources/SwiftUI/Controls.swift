import UIKit

public struct Text: Leaf, Sendable {
  public init(verbatim: String) {}
  @_disfavoredOverload public init(_ content: some StringProtocol) {}
  public init(_ content: AttributedString) {}
}

public struct Image: Leaf { public init(systemName: String) {} }

public struct ButtonRole: Equatable, Sendable {
  public static let destructive = Self()
  public static let cancel = Self()
}

public struct Button<Content: View>: Leaf {
  public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Content) {}
  public init(
    role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Content
  ) {}
}

public struct PasteButton: Leaf {
  public init(
    supportedContentTypes: [UTType], payloadAction: @escaping ([NSItemProvider]) -> Void
  ) {}
}

public struct Label<Title: View, Icon: View>: Leaf {
  public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) {}
}

extension Label where Title == Text, Icon == Image {
  public init(_ title: some StringProtocol, systemImage: String) {}
}

public struct Toggle<Content: View>: Leaf {
  public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Content) {}
}

public struct TextField: Leaf {
  public init(_ title: some StringProtocol, text: Binding<String>) {}
  public init(_ title: some StringProtocol, text: Binding<String>, axis: Axis) {}
}

public struct SecureField: Leaf {
  public init(_ title: some StringProtocol, text: Binding<String>) {}
}

public struct ProgressView: Leaf {
  public init() {}
  public init(value: Double?, total: Double = 1) {}
}

public struct Picker<Value: Hashable, Content: View>: Leaf {
  public init(
    _ title: some StringProtocol, selection: Binding<Value>, @ViewBuilder content: () -> Content
  ) {}
}

public struct DisclosureGroup<Content: View, Title: View>: Leaf {
  public init(@ViewBuilder content: @escaping () -> Content, @ViewBuilder label: () -> Title) {}
}

public struct Menu<Content: View, Title: View>: Leaf {
  public init(@ViewBuilder content: () -> Content, @ViewBuilder label: () -> Title) {}
}

public struct Divider: Leaf { public init() {} }
public struct Spacer: Leaf { public init(minLength: CGFloat? = nil) {} }

public struct VStack<Content: View>: Leaf {
  public init(
    alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
    @ViewBuilder content: () -> Content
  ) {}
}

public struct HStack<Content: View>: Leaf {
  public init(
    alignment: VerticalAlignment = .center, spacing: CGFloat? = nil,
    @ViewBuilder content: () -> Content
  ) {}
}

public struct ZStack<Content: View>: Leaf {
  public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) {}
}

public struct HStackLayout { public init(spacing: CGFloat? = nil) {} }
public struct VStackLayout { public init(spacing: CGFloat? = nil) {} }

public struct AnyLayout {
  public init(_ layout: HStackLayout) {}
  public init(_ layout: VStackLayout) {}
  public func callAsFunction<Content: View>(@ViewBuilder _ content: () -> Content) -> some View {
    content()
  }
}

public struct GridItem: Sendable {
  public enum Size: Sendable { case adaptive(minimum: CGFloat, maximum: CGFloat = .infinity) }
  public init(_ size: Size) {}
}

public struct LazyVGrid<Content: View>: Leaf {
  public init(
    columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
    @ViewBuilder content: () -> Content
  ) {}
}

public struct Group<Content: View>: Leaf { public init(@ViewBuilder content: () -> Content) {} }
public struct Form<Content: View>: Leaf { public init(@ViewBuilder content: () -> Content) {} }
public struct List<Content: View>: Leaf { public init(@ViewBuilder content: () -> Content) {} }
public struct ScrollView<Content: View>: Leaf {
  public init(
    _ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content
  ) {}
}

public struct ViewThatFits<Content: View>: Leaf {
  public init(in axes: Axis.Set = [.horizontal, .vertical], @ViewBuilder content: () -> Content) {}
}

public struct Section<Header: View, Content: View, Footer: View>: Leaf {
  public init(
    @ViewBuilder content: () -> Content, @ViewBuilder header: () -> Header,
    @ViewBuilder footer: () -> Footer
  ) {}
}

extension Section where Footer == EmptyView {
  public init(@ViewBuilder content: () -> Content, @ViewBuilder header: () -> Header) {}
}

extension Section where Header == EmptyView, Footer == EmptyView {
  public init(@ViewBuilder content: () -> Content) {}
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: Leaf {
  public init(
    _ data: Data, id: KeyPath<Data.Element, ID>,
    @ViewBuilder content: @escaping (Data.Element) -> Content
  ) {}
  public func onMove(perform: ((IndexSet, Int) -> Void)?) -> some View { self }
}

public struct GeometryProxy { public var size: CGSize { .zero } }

public struct GeometryReader<Content: View>: Leaf {
  public init(@ViewBuilder content: @escaping (GeometryProxy) -> Content) {}
}

public struct NavigationStack<Root: View>: Leaf {
  public init(@ViewBuilder root: () -> Root) {}
  public init<Data>(path: Binding<Data>, @ViewBuilder root: () -> Root)
  where
    Data: MutableCollection & RandomAccessCollection & RangeReplaceableCollection,
    Data.Element: Hashable
  {}
}

public struct NavigationSplitView<Sidebar: View, Detail: View>: Leaf {
  public init(@ViewBuilder sidebar: () -> Sidebar, @ViewBuilder detail: () -> Detail) {}
}

public struct ToolbarItemPlacement: Sendable {
  public static let cancellationAction = Self()
  public static let confirmationAction = Self()
  public static let primaryAction = Self()
  public static let topBarLeading = Self()
  public static let topBarTrailing = Self()
}

public protocol ToolbarContent {}
public struct ToolbarItem<Content: View>: ToolbarContent {
  public init(placement: ToolbarItemPlacement, @ViewBuilder content: () -> Content) {}
}
extension Optional: ToolbarContent where Wrapped: ToolbarContent {}
public struct ToolbarItems: ToolbarContent {}

@resultBuilder
public struct ToolbarContentBuilder {
  public static func buildExpression<Content: ToolbarContent>(_ content: Content) -> Content {
    content
  }
  public static func buildBlock<Content: ToolbarContent>(_ content: Content) -> Content { content }
  @_disfavoredOverload
  public static func buildBlock<each Content: ToolbarContent>(
    _ content: repeat each Content
  ) -> ToolbarItems { ToolbarItems() }
  public static func buildIf<Content: ToolbarContent>(_ content: Content?) -> Content? { content }
}

public enum AccessibilityNotification {
  public struct Announcement {
    public init(_ text: String) {}
    public func post() {}
  }
}
