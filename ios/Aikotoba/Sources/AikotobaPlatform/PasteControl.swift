import AikotobaModel
import Foundation
import SwiftUI
import UniformTypeIdentifiers

/// The system's paste button. A touch is the person's consent, so the system does not ask again.
/// The system draws the button and its text.
public struct PasteControl: View {
  private let onPaste: @MainActor (Incoming?) -> Void

  public init(_ onPaste: @escaping @MainActor (Incoming?) -> Void) { self.onPaste = onPaste }

  public var body: some View {
    PasteButton(supportedContentTypes: [.image, .plainText]) { copied in
      Task { onPaste(await read(copied)) }
    }
    .controlSize(.large)
  }

  /// The first picture or text among the pasted items.
  @MainActor private func read(_ copied: [NSItemProvider]) async -> Incoming? {
    for item in copied {
      if let picture = await load(item, .image) {
        return .picture(await Task.detached { pictureForCore(picture) }.value)
      }
      if let text = await load(item, .plainText).flatMap(decoded) { return .text(text) }
    }
    return nil
  }

  @MainActor private func load(_ item: NSItemProvider, _ type: UTType) async -> Data? {
    await withCheckedContinuation { waiting in
      _ = item.loadDataRepresentation(for: type) { data, _ in waiting.resume(returning: data) }
    }
  }

  private func decoded(_ text: Data) -> String? {
    String(data: text, encoding: .utf8) ?? String(data: text, encoding: .utf16)
  }
}
