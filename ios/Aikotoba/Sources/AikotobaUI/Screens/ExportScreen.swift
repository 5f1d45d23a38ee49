import AikotobaCore
import AikotobaModel
import SwiftUI

/// All accounts for another app or on paper: the targets, what one omits, the last question, and
/// the result.
@MainActor struct ExportScreen: View {
  @Environment(AppModel.self) private var app
  @Bindable var model: ExportModel

  var body: some View {
    Page {
      switch model.state.step {
      case .choose: targets
      case .review:
        Note(Said(model.state.told), icon: Icons.warning)
        OmittedParts(state: model.state)
      case .confirm:
        Note(Said(model.state.told), icon: Icons.warning)
        proof
      case .saved: Note(Said(model.state.told), icon: Icons.check)
      case .codes: if let code = model.state.code { QrCodeSeries(model: model, code: code) }
      }
      Trouble(told: model.trouble)
      if model.busy { Working("opening-vault") }
      if let goOn = model.state.goOn {
        MainButton(Said(goOn)) { model.goOn() }
          .disabled(!model.canGoOn)
          .keyboardShortcut(.defaultAction)
      }
      if model.state.step == .saved || model.state.step == .codes {
        QuietButton("export-close", icon: Icons.check) { app.back() }
      }
    }
    .titled("export-title")
  }

  @ViewBuilder private var targets: some View {
    Said(model.state.told).heading()
    ForEach(model.state.targets, id: \.target) { row in
      QuietButton(Said(row.name)) { model.choose(row.target) }
    }
    Note("export-backup-instead")
  }

  /// The vault is unlocked again, in one of its ways.
  @ViewBuilder private var proof: some View {
    if model.proof.way == .device { Said("export-device-why") }
    OwnerProofField(proof: model.proof) { model.goOn() }
  }
}

/// What the target omits, before anything is written.
@MainActor private struct OmittedParts: View {
  @Environment(AppModel.self) private var app
  let state: ExportState

  var body: some View {
    Card {
      if let extent = state.extent { Said(extent).bold() }
      if !state.omitted.isEmpty {
        Said("export-omitted-lead")
        ForEach(Array(state.omitted.enumerated()), id: \.offset) { Said($1) }
      }
    }
    if !state.refused.isEmpty {
      Said("export-refused-lead").heading()
      ForEach(Array(state.refused.enumerated()), id: \.offset) { _, refused in
        Trouble(told: app.speech.tell(refused.name, refused.why))
      }
    }
  }
}

/// One QR code of the series.
@MainActor private struct QrCodeSeries: View {
  @Environment(AppModel.self) private var app
  let model: ExportModel
  let code: ExportedCode

  var body: some View {
    Said(model.state.told).heading()
    if let matrix = model.matrix {
      QrDrawing(matrix: matrix).accessibilityLabel(app.speech.say(model.state.told))
    }
    HStack {
      QuietButton("export-code-previous") { model.previousCode() }.disabled(code.at == 0)
      QuietButton("export-code-next") { model.nextCode() }.disabled(code.at + 1 >= code.total)
    }
    Note("export-code-how")
  }
}
