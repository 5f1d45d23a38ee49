import AikotobaModel
import SwiftUI

/// A clipboard with the system's paste button, which lets the app read it after a touch. Only the
/// platform knows the view.
@MainActor public protocol ButtonedClipboard: Clipboard {
  func button(_ onPaste: @escaping @MainActor (Incoming?) -> Void) -> AnyView
}

/// Offers to paste what was copied elsewhere. It is read only after a touch.
@MainActor struct PasteOffer: View {
  @Environment(AppModel.self) private var app
  let onPaste: @MainActor (Incoming?) -> Void

  var body: some View {
    if let clipboard = app.platform.clipboard as? any ButtonedClipboard {
      Card {
        Sentence("paste-offer").heading()
        clipboard.button(onPaste)
      }
    }
  }
}
