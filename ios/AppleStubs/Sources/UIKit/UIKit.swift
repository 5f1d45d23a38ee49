@_exported import CoreGraphics
@_exported import UniformTypeIdentifiers

@MainActor
open class UIResponder: NSObject {
  public override nonisolated init() { super.init() }
}

open class CALayer: NSObject {
  public var frame = CGRect.zero
  public func addSublayer(_ layer: CALayer) {}
}

open class UIView: UIResponder {
  public init(frame: CGRect) { super.init() }
  public required init?(coder: NSCoder) { nil }
  public var layer: CALayer { CALayer() }
  public var bounds: CGRect { .zero }
  open func layoutSubviews() {}
}

open class UIViewController: UIResponder {
  public var presentedViewController: UIViewController? { nil }
  public var popoverPresentationController: UIPopoverPresentationController? { nil }
  public var view: UIView! { nil }
  public func present(
    _ other: UIViewController, animated: Bool, completion: (() -> Void)? = nil
  ) {}
  public func dismiss(animated: Bool, completion: (() -> Void)? = nil) {}
}

public class UIPopoverPresentationController: NSObject { public var sourceView: UIView? }

public class UIActivityViewController: UIViewController {
  public struct ActivityType: Hashable, Sendable {}
  public typealias CompletionWithItemsHandler = (ActivityType?, Bool, [Any]?, (any Error)?) -> Void
  public init(activityItems: [Any], applicationActivities: [UIActivity]?) {}
  public var completionWithItemsHandler: CompletionWithItemsHandler?
}

public class UIActivity: NSObject {}

public class UIWindow: UIView { public var rootViewController: UIViewController? { nil } }

public class UIScene: UIResponder {
  public enum ActivationState: Int { case foregroundActive }
  public var activationState: ActivationState { .foregroundActive }
}

public class UIWindowScene: UIScene { public var keyWindow: UIWindow? { nil } }

public struct UIBackgroundTaskIdentifier: Hashable, Sendable {
  public static let invalid = Self()
}

open class UIApplication: UIResponder {
  public struct OpenExternalURLOptionsKey: Hashable, Sendable {}
  public static let shared = UIApplication()
  public static nonisolated let openSettingsURLString = ""
  public static nonisolated let protectedDataWillBecomeUnavailableNotification =
    Notification.Name("protectedDataWillBecomeUnavailable")
  public var isIdleTimerDisabled = false
  public var isProtectedDataAvailable: Bool { true }
  public var connectedScenes: Set<UIScene> { [] }
  public func open(
    _ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:],
    completionHandler: (@MainActor @Sendable (Bool) -> Void)? = nil
  ) {}
  public nonisolated func beginBackgroundTask(
    expirationHandler: (@MainActor @Sendable () -> Void)? = nil
  ) -> UIBackgroundTaskIdentifier { .invalid }
  public nonisolated func endBackgroundTask(_ identifier: UIBackgroundTaskIdentifier) {}
}

public class UIImage: NSObject { public func pngData() -> Data? { nil } }

public class UIPasteboard: NSObject {
  public struct OptionsKey: Hashable, Sendable {
    let name: String
    public static let expirationDate = Self(name: "expirationDate")
    public static let localOnly = Self(name: "localOnly")
  }
  public class var general: UIPasteboard { UIPasteboard() }
  public var changeCount: Int { 0 }
  public var hasStrings: Bool { false }
  public var hasImages: Bool { false }
  public var string: String? { nil }
  public var image: UIImage? { nil }
  public func data(forPasteboardType type: String) -> Data? { nil }
  public func setItems(_ items: [[String: Any]], options: [OptionsKey: Any] = [:]) {}
}

@MainActor
public protocol UIDocumentPickerDelegate: NSObjectProtocol {
  func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL])
  func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController)
}

public class UIDocumentPickerViewController: UIViewController {
  public init(forOpeningContentTypes types: [UTType]) {}
  public init(forExporting urls: [URL], asCopy: Bool) {}
  public weak var delegate: (any UIDocumentPickerDelegate)?
}

public enum UIUserInterfaceStyle: Int, Sendable { case unspecified, light, dark }

public class UITraitCollection: NSObject {
  public var userInterfaceStyle: UIUserInterfaceStyle { .light }
}

public final class UIColor: NSObject, @unchecked Sendable {
  public init(dynamicProvider: @escaping @Sendable (UITraitCollection) -> UIColor) {}
  public init(red: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) {}
  public static let secondarySystemBackground = UIColor(red: 0, green: 0, blue: 0, alpha: 1)
  public static let tertiarySystemFill = UIColor(red: 0, green: 0, blue: 0, alpha: 1)
}

public enum UIKeyboardType: Int, Sendable { case `default`, asciiCapable }

public struct UITextContentType: Hashable, Sendable {
  let name: String
  public static let password = Self(name: "password")
  public static let newPassword = Self(name: "newPassword")
}

@MainActor public class UINotificationFeedbackGenerator: NSObject {
  public enum FeedbackType: Int { case success }
  public func notificationOccurred(_ type: FeedbackType) {}
}
