import UIKit

public struct AccessibilityTraits: SetAlgebra, Sendable {
  private var bits = 0
  public init() {}
  public static let isHeader = Self()
  public static let isImage = Self()
  public static let isSelected = Self()
  public static let updatesFrequently = Self()
  public typealias Element = Self
  public func contains(_ member: Self) -> Bool { false }
  public func union(_ other: Self) -> Self { self }
  public func intersection(_ other: Self) -> Self { self }
  public func symmetricDifference(_ other: Self) -> Self { self }
  public mutating func insert(_ new: Self) -> (inserted: Bool, memberAfterInsert: Self) {
    (true, self)
  }
  public mutating func remove(_ member: Self) -> Self? { nil }
  public mutating func update(with new: Self) -> Self? { nil }
  public mutating func formUnion(_ other: Self) {}
  public mutating func formIntersection(_ other: Self) {}
  public mutating func formSymmetricDifference(_ other: Self) {}
}

public enum AccessibilityChildBehavior: Sendable { case ignore, contain, combine }
public struct ScrollDismissesKeyboardMode: Sendable { public static let interactively = Self() }
public struct SubmitLabel: Sendable { public static let done = Self() }
public struct TextInputAutocapitalization: Sendable {
  public static var never: Self { Self() }
  public static var characters: Self { Self() }
  public static var sentences: Self { Self() }
}
public struct ControlSize: Sendable { public static let large = Self() }
public struct ButtonLook: Sendable {
  public static let bordered = Self()
  public static let borderedProminent = Self()
  public static let borderless = Self()
  public static let plain = Self()
}
public struct ListLook: Sendable { public static let insetGrouped = Self() }
public struct PickerLook: Sendable {
  public static let inline = Self()
  public static let segmented = Self()
}
public struct TitleMode: Sendable { public static let inline = Self() }
public struct TextSelectability: Sendable { public static let enabled = Self() }
public struct ImageScale: Sendable { public static let large = Self() }
public struct EventModifiers: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static let command = Self(rawValue: 16)
}
public struct KeyEquivalent: ExpressibleByExtendedGraphemeClusterLiteral, Sendable {
  public init(extendedGraphemeClusterLiteral value: Character) {}
}
public struct KeyboardShortcut: Sendable {
  public static let defaultAction = Self()
  public static let cancelAction = Self()
}
public protocol Transferable {}
extension Data: Transferable {}

extension View {
  // Appearance.
  public func font(_ font: Font?) -> some View { self }
  public func bold() -> some View { self }
  public func foregroundStyle(_ style: some ShapeStyle) -> some View { self }
  public func tint(_ colour: Color?) -> some View { self }
  public func background(_ style: some ShapeStyle) -> some View { self }
  public func background(_ style: some ShapeStyle, in shape: some Shape) -> some View { self }
  public func overlay(
    alignment: Alignment = .center, @ViewBuilder content: () -> some View
  ) -> some View { self }
  public func clipShape(_ shape: some Shape) -> some View { self }
  public func contentShape(_ shape: some Shape) -> some View { self }
  public func imageScale(_ scale: ImageScale) -> some View { self }
  public func preferredColorScheme(_ scheme: ColorScheme?) -> some View { self }
  public func buttonStyle(_ look: ButtonLook) -> some View { self }
  public func controlSize(_ size: ControlSize) -> some View { self }
  public func listStyle(_ look: ListLook) -> some View { self }
  public func pickerStyle(_ look: PickerLook) -> some View { self }
  public func labelsHidden() -> some View { self }
  public func animation(_ animation: Animation?, value: some Equatable) -> some View { self }
  public func rotationEffect(_ angle: Angle) -> some View { self }

  // Layout.
  public func padding(_ length: CGFloat) -> some View { self }
  public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { self }
  public func frame(
    width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center
  ) -> some View { self }
  public func frame(
    minWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
    maxHeight: CGFloat? = nil, alignment: Alignment = .center
  ) -> some View { self }
  public func aspectRatio(_ ratio: CGFloat?, contentMode: ContentMode) -> some View { self }
  public func ignoresSafeArea() -> some View { self }
  public func lineLimit(_ number: Int?) -> some View { self }
  public func minimumScaleFactor(_ factor: CGFloat) -> some View { self }
  public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }

  // Input.
  public func disabled(_ disabled: Bool) -> some View { self }
  public func allowsHitTesting(_ enabled: Bool) -> some View { self }
  public func textContentType(_ type: UITextContentType?) -> some View { self }
  public func textInputAutocapitalization(_ kind: TextInputAutocapitalization?) -> some View {
    self
  }
  public func textSelection(_ selectability: TextSelectability) -> some View { self }
  public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }
  public func keyboardType(_ type: UIKeyboardType) -> some View { self }
  public func submitLabel(_ label: SubmitLabel) -> some View { self }
  public func onSubmit(_ action: @escaping () -> Void) -> some View { self }
  public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { self }
  public func keyboardShortcut(_ key: KeyEquivalent, modifiers: EventModifiers) -> some View {
    self
  }
  public func keyboardShortcut(_ shortcut: KeyboardShortcut) -> some View { self }
  public func onTapGesture(perform: @escaping (CGPoint) -> Void) -> some View { self }
  public func dropDestination<T: Transferable>(
    for type: T.Type, action: @escaping ([T], CGPoint) -> Bool
  ) -> some View { self }
  public func moveDisabled(_ disabled: Bool) -> some View { self }
  public func tag(_ tag: some Hashable) -> some View { self }
  public func swipeActions(
    edge: HorizontalEdge = .trailing, @ViewBuilder content: () -> some View
  ) -> some View { self }
  public func contextMenu(@ViewBuilder menuItems: () -> some View) -> some View { self }
  public func searchable(text: Binding<String>, prompt: Text?) -> some View { self }

  // Screens.
  public func id(_ id: some Hashable) -> some View { self }
  public func modifier(_ modifier: some ViewModifier) -> some View { self }
  public func environment<Value>(
    _ keyPath: WritableKeyPath<EnvironmentValues, Value>, _ value: Value
  ) -> some View { self }
  public func environment<Value: AnyObject & Observable>(_ value: Value?) -> some View { self }
  public func navigationTitle(_ title: some StringProtocol) -> some View { self }
  public func navigationBarTitleDisplayMode(_ mode: TitleMode) -> some View { self }
  public func navigationBarBackButtonHidden(_ hidden: Bool = true) -> some View { self }
  public func navigationDestination<Value: Hashable>(
    for type: Value.Type, @ViewBuilder destination: @escaping (Value) -> some View
  ) -> some View { self }
  public func toolbar(@ToolbarContentBuilder content: () -> some ToolbarContent) -> some View {
    self
  }
  public func sheet<Item: Identifiable>(
    item: Binding<Item?>, onDismiss: (() -> Void)? = nil,
    @ViewBuilder content: @escaping (Item) -> some View
  ) -> some View { self }
  public func alert<Value>(
    _ title: some StringProtocol, isPresented: Binding<Bool>, presenting value: Value?,
    @ViewBuilder actions: (Value) -> some View, @ViewBuilder message: (Value) -> some View
  ) -> some View { self }
  public func onAppear(perform: (() -> Void)? = nil) -> some View { self }
  public func onDisappear(perform: (() -> Void)? = nil) -> some View { self }
  public func onOpenURL(perform: @escaping (URL) -> Void) -> some View { self }
  public func onChange<Value: Equatable>(
    of value: Value, initial: Bool = false, _ action: @escaping (Value, Value) -> Void
  ) -> some View { self }
  public func task(
    @_inheritActorContext _ action: @escaping @Sendable () async -> Void
  ) -> some View { self }
  public func task<ID: Equatable>(
    id: ID, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
  ) -> some View { self }

  // VoiceOver.
  public func accessibilityElement(
    children: AccessibilityChildBehavior = .ignore
  ) -> some View { self }
  public func accessibilityLabel(_ label: some StringProtocol) -> some View { self }
  public func accessibilityHint(_ hint: some StringProtocol) -> some View { self }
  public func accessibilityHidden(_ hidden: Bool) -> some View { self }
  public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }
  public func accessibilityActions(@ViewBuilder _ content: () -> some View) -> some View { self }
}

extension AttributeScopes {
  public struct SwiftUIAttributes: AttributeScope {
    public let foregroundColor: ForegroundColorAttribute
    public let underlineStyle: UnderlineStyleAttribute
    public enum ForegroundColorAttribute: AttributedStringKey {
      public typealias Value = Color
      public static let name = "SwiftUI.ForegroundColor"
    }
    public enum UnderlineStyleAttribute: AttributedStringKey {
      public typealias Value = Underline
      public static let name = "SwiftUI.UnderlineStyle"
    }
    public struct Underline: Hashable, Sendable { public static let single = Self() }
  }
}

extension AttributeDynamicLookup {
  public subscript<T: AttributedStringKey>(
    dynamicMember keyPath: KeyPath<AttributeScopes.SwiftUIAttributes, T>
  ) -> T { self[T.self] }
}
