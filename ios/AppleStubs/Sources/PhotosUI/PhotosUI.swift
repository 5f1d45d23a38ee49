@_exported import UIKit

public struct PHPickerFilter: Sendable { public static let images = Self() }

public struct PHPickerConfiguration {
  public init() {}
  public var filter: PHPickerFilter?
  public var selectionLimit = 1
}

public struct PHPickerResult { public var itemProvider: NSItemProvider { NSItemProvider() } }

@MainActor @preconcurrency
public protocol PHPickerViewControllerDelegate: AnyObject {
  func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult])
}

public class PHPickerViewController: UIViewController {
  public init(configuration: PHPickerConfiguration) {}
  public weak var delegate: (any PHPickerViewControllerDelegate)?
}
