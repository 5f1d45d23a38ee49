import AikotobaCore
import AikotobaModel
import SwiftUI

/// Moving from another app: the apps, then how one exports its accounts, then the password of its
/// file.
@MainActor struct MoveScreen: View {
  @Environment(AppModel.self) private var app
  let model: MoveModel

  var body: some View {
    Page {
      if let sealed = model.sealed {
        FilePasswordFields(model: model, sealed: sealed)
      } else if let guide = model.guide {
        ExportInstructions(model: model, guide: guide)
      } else {
        Sentence("move-which").heading()
        ForEach(model.guides, id: \.app) { guide in
          QuietButton(guide.name.isEmpty ? "move-other-app" : Sentence(named: guide.name)) {
            model.choose(guide)
          }
        }
      }
    }
    .navigationTitle(title)
    .navigationBarTitleDisplayMode(.inline)
  }

  private var title: String {
    guard let guide = model.guide, !guide.name.isEmpty else { return app.speech.say("move-title") }
    return app.speech.say("move-from", ["app": .text(guide.name)])
  }
}

@MainActor private struct ExportInstructions: View {
  let model: MoveModel
  let guide: ExportGuideState

  var body: some View {
    Card {
      ForEach(Array(guide.steps.enumerated()), id: \.offset) { at, step in
        HStack(alignment: .top, spacing: 12) {
          Text(verbatim: "\(at + 1)").bold().foregroundStyle(.tint)
          Sentence(step)
        }
        .accessibilityElement(children: .combine)
      }
    }
    Sentence("guide-similar").explaining()
    ErrorPanel(text: model.errorText)
    if model.busy { Working("move-reading") }
    ForEach(guide.actions, id: \.self) { action in
      switch action {
      case .readCodes:
        MainButton("move-read-codes", icon: Icons.scan) { model.readCodes() }.disabled(model.busy)
      case .pickFile:
        MainButton("move-pick-file", icon: Icons.folder) { model.pick() }.disabled(model.busy)
      case .setUpAgain:
        MainButton("move-set-up-again") { model.setUpAgain() }
      }
    }
  }
}

@MainActor private struct FilePasswordFields: View {
  @Bindable var model: MoveModel
  let sealed: SealedFileRow

  var body: some View {
    Sentence(sealed.question)
    if let memory = sealed.memoryQuestion { Note(Sentence(memory), icon: Icons.warning) }
    PasswordField("move-password", $model.password) { model.open() }
    ErrorPanel(text: model.errorText)
    if model.busy {
      Working("move-opening")
      QuietButton("move-cancel") { model.cancel() }
    } else {
      MainButton("move-open") { model.open() }
        .disabled(model.password.isEmpty)
        .keyboardShortcut(.defaultAction)
      QuietButton("move-without") { model.goOnWithout() }
    }
  }
}
