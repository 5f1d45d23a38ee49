import AikotobaCore
import AikotobaModel
import SwiftUI

/// The account as a QR code for another phone, after unlocking the vault again.
@MainActor struct ShareScreen: View {
  @Environment(AppModel.self) private var app
  @Bindable var model: ShareModel

  var body: some View {
    Page {
      Card { Names(model.issuer, model.label) }
      if let purpose = model.purpose {
        Note(purpose == .staff ? "share-staff-why" : "share-new-phone-why")
        Note("share-why", icon: Icons.warning)
        if let matrix = model.matrix {
          QrDrawing(matrix: matrix).accessibilityLabel(app.speech.say("share-title"))
          QuietButton("share-hide") { model.hide() }
          ErrorPanel(text: model.errorText)
          if purpose == .staff { HolderNote(model: model) }
        } else {
          proof
        }
      } else {
        Sentence("share-ask").heading()
        ForEach(SharePurpose.allCases, id: \.self) { purpose in
          QuietButton(Sentence(.ofSharePurpose(of: purpose))) { model.purpose = purpose }
        }
        Questions(.share)
      }
    }
    .titled("share-title")
    .toolbar {
      if model.purpose == nil {
        ToolbarItem(placement: .cancellationAction) {
          Button(action: { app.back() }) { Sentence("action-close") }
            .keyboardShortcut(.cancelAction)
        }
      }
    }
  }

  /// The vault is unlocked again, in one of its ways.
  @ViewBuilder private var proof: some View {
    switch model.proof.way {
    case .passphrase: Sentence("share-unlock-why")
    case .recovery: Sentence("share-unlock-recovery-why")
    case .device, nil: Sentence("share-unlock-device-why")
    }
    OwnerProofField(proof: model.proof) { model.show() }
    ErrorPanel(text: model.errorText)
    if model.busy { Working("opening-vault") }
    MainButton("share-show", icon: Icons.qr) { model.show() }
      .disabled(!model.canShow)
      .keyboardShortcut(.defaultAction)
  }
}

/// Adds to the account's note who else holds the account and since when.
@MainActor private struct HolderNote: View {
  @Bindable var model: ShareModel

  var body: some View {
    if model.isNoted {
      Note("share-holder-saved", icon: Icons.check)
    } else {
      Sentence("share-holder-note")
      LineField("share-holder", $model.holder)
      QuietButton("share-holder-save", icon: Icons.edit) { model.noteHolder() }
        .disabled(model.busy || model.holder.allSatisfy(\.isWhitespace))
    }
  }
}
