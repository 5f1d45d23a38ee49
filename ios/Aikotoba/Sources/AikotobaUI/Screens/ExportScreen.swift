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
        Note(Sentence(model.state.phrase), icon: Icons.warning)
        OmittedParts(state: model.state)
      case .confirm:
        Note(Sentence(model.state.phrase), icon: Icons.warning)
        proof
      case .saved: Note(Sentence(model.state.phrase), icon: Icons.check)
      case .codes: if let code = model.state.code { QrCodeSeries(model: model, code: code) }
      }
      ErrorPanel(text: model.errorText)
      if model.busy { Working("opening-vault") }
      if let goOn = model.state.goOn {
        MainButton(Sentence(goOn)) { model.goOn() }
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
    Sentence(model.state.phrase).heading()
    ForEach(model.state.targets, id: \.target) { row in
      QuietButton(Sentence(row.name)) { model.choose(row.target) }
    }
    Note("export-backup-instead")
  }

  /// The vault is unlocked again, in one of its ways.
  @ViewBuilder private var proof: some View {
    if model.proof.way == .device { Sentence("export-device-why") }
    OwnerProofField(proof: model.proof) { model.goOn() }
  }
}

/// What the target omits, before anything is written.
@MainActor private struct OmittedParts: View {
  @Environment(AppModel.self) private var app
  let state: ExportState

  var body: some View {
    Card {
      if let extent = state.extent { Sentence(extent).bold() }
      if !state.omitted.isEmpty {
        Sentence("export-omitted-lead")
        ForEach(Array(state.omitted.enumerated()), id: \.offset) { Sentence($1) }
      }
    }
    if !state.refused.isEmpty {
      Sentence("export-refused-lead").heading()
      ForEach(Array(state.refused.enumerated()), id: \.offset) { _, refused in
        ErrorPanel(text: app.speech.tell(refused.name, refused.why))
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
    Sentence(model.state.phrase).heading()
    if let matrix = model.matrix {
      QrDrawing(matrix: matrix).accessibilityLabel(app.speech.say(model.state.phrase))
    }
    HStack {
      QuietButton("export-code-previous") { model.previousCode() }.disabled(code.at == 0)
      QuietButton("export-code-next") { model.nextCode() }.disabled(code.at + 1 >= code.total)
    }
    Note("export-code-how")
  }
}
