import AikotobaCore
import AikotobaModel
import SwiftUI

/// The account as a QR code for another phone, after the password was typed again.
@MainActor struct ShareScreen: View {
  @Environment(AppModel.self) private var app
  @Bindable var model: ShareModel

  var body: some View {
    Page {
      Card { Names(model.issuer, model.label) }
      Note("share-why", icon: Icons.warning)
      if let matrix = model.matrix {
        QrCode(matrix: matrix).accessibilityLabel(app.speech.say("share-title"))
        QuietButton("share-hide") { model.hide() }
      } else {
        switch model.way {
        case .passphrase:
          Said("share-unlock-why")
          PasswordField("field-password", $model.password) { model.show() }
        case .recovery:
          Said("share-unlock-recovery-why")
          LineField("unlock-recovery-field", $model.password, kind: .key) { model.show() }
        case .device, nil: Said("share-unlock-device-why")
        }
        Trouble(told: model.trouble)
        if model.busy { Working("opening-vault") }
        MainButton("share-show", icon: Icons.qr) { model.show() }
          .disabled(!model.canShow)
          .keyboardShortcut(.defaultAction)
      }
      Questions(.share)
    }
    .titled("share-title")
    .toolbar {
      ToolbarItem(placement: .cancellationAction) {
        Button(action: { app.back() }) { Said("action-close") }
          .keyboardShortcut(.cancelAction)
      }
    }
  }
}

/// Dark on light in every theme: not every scanner reads inverted codes.
@MainActor private struct QrCode: View {
  let matrix: QrPicture

  var body: some View {
    Canvas { context, size in
      let side = Int(matrix.side)
      let cell = size.width / CGFloat(side)
      for (at, module) in matrix.modules.enumerated() where module != 0 {
        let square = CGRect(
          x: CGFloat(at % side) * cell, y: CGFloat(at / side) * cell, width: cell + 0.5,
          height: cell + 0.5)
        context.fill(Path(square), with: .color(.black))
      }
    }
    .aspectRatio(1, contentMode: .fit)
    .frame(maxWidth: 420)
    .padding(20)
    .background(.white, in: RoundedRectangle(cornerRadius: 14))
    .accessibilityElement(children: .ignore)
    .accessibilityAddTraits(.isImage)
  }
}
