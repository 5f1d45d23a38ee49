import AikotobaModel
import SwiftUI

/// A clipboard with the system's own button, which lets the app read it at one touch; which view that
/// is, only the platform knows.
@MainActor public protocol ButtonedClipboard: Clipboard {
  func button(_ onPaste: @escaping @MainActor (Incoming?) -> Void) -> AnyView
}

/// What was copied elsewhere is offered; only the touch reads it.
@MainActor struct PasteOffer: View {
  @Environment(AppModel.self) private var app
  let onPaste: @MainActor (Incoming?) -> Void

  var body: some View {
    if let clipboard = app.platform.clipboard as? any ButtonedClipboard {
      Card {
        Said("paste-offer").heading()
        clipboard.button(onPaste)
      }
    }
  }
}
