import AikotobaModel
import SwiftUI

/// Typing the key that a site shows next to its QR code.
@MainActor struct TypeKeyScreen: View {
  @Bindable var model: TypeKeyModel

  var body: some View {
    Page {
      LineField("type-site", $model.issuer)
      LineField("type-account", $model.label)
      LineField("type-key", $model.key, kind: .key) { model.add() }
      Sentence("type-key-hint").explaining()
      ErrorPanel(text: model.errorText)
      MainButton("type-add") { model.add() }
        .disabled(model.key.allSatisfy(\.isWhitespace))
        .keyboardShortcut(.defaultAction)
    }
    .titled("type-title")
  }
}
