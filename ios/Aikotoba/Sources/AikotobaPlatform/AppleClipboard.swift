import AikotobaCore
import AikotobaModel
import Foundation
import UIKit
import UniformTypeIdentifiers

/// The pasteboard. A copied code stays on this device, and the system removes it after its time
/// even if the app no longer runs.
@MainActor public final class AppleClipboard: Clipboard {
  private var board: UIPasteboard { .general }

  private var countAtLeaving: Int?

  public func copySecret(_ text: String, clearAfterSeconds: UInt32?) {
    var options: [UIPasteboard.OptionsKey: Any] = [.localOnly: true]
    if let clearAfterSeconds {
      options[.expirationDate] = Date.now.addingTimeInterval(TimeInterval(clearAfterSeconds))
    }
    board.setItems([[UTType.plainText.identifier: text]], options: options)
  }

  public func left() { countAtLeaving = board.changeCount }

  /// The system counts changes of the pasteboard without their times. A change that is found when
  /// the app becomes visible therefore counts as made now.
  public func copiedAt() -> UnixMillis? {
    guard let countAtLeaving, board.changeCount != countAtLeaving else { return nil }
    return board.hasStrings || board.hasImages ? wallClock() : nil
  }

  public func paste() -> String? { board.hasStrings ? board.string : nil }

  public func pastePicture() -> Data? {
    guard board.hasImages else { return nil }
    let kinds: [UTType] = [.png, .jpeg, .heic, .gif, .bmp, .webP]
    let held = kinds.lazy.compactMap { [board] in board.data(forPasteboardType: $0.identifier) }
    return held.first.map(pictureForCore) ?? board.image?.pngData()
  }
}
