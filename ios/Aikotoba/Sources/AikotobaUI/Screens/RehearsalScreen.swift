import AikotobaCore
import AikotobaModel
import SwiftUI

/// The newest backup is opened with the password that the person types, and compared with the vault.
@MainActor struct RehearsalScreen: View {
  @Environment(AppModel.self) private var app
  let model: RehearsalModel

  var body: some View {
    Page {
      if let done = model.done {
        Success {
          Text(app.speech.say(done.phrase)).font(.headline)
          Sentence("plan-made", ["time": .text(app.speech.time(done.made))]).explaining()
          if let next = done.next {
            Sentence("rehearsal-next", ["time": .text(app.speech.time(next))]).explaining()
          }
        }
        MainButton("action-done") { app.back() }
      } else {
        Question(model: model)
      }
    }
    .titled("rehearsal-title")
  }
}

@MainActor private struct Question: View {
  @Bindable var model: RehearsalModel

  var body: some View {
    Sentence("rehearsal-why")
    Place(state: model.state)
    if model.isPlaceMissing {
      Note("rehearsal-no-place")
      MainButton("rehearsal-new-backup", icon: Icons.backup) { model.backUp() }
    } else {
      PasswordField("backup-password", $model.password) { model.check() }
      ErrorPanel(text: model.errorText)
      if model.busy { Working("restore-opening") }
      MainButton("rehearsal-do") { model.check() }
        .disabled(!model.canCheck)
        .keyboardShortcut(.defaultAction)
      if model.errorText != nil {
        QuietButton("rehearsal-new-backup", icon: Icons.backup) { model.backUp() }
          .disabled(model.busy)
      }
    }
    if model.state.putOff == .yes {
      QuietButton("rehearsal-put-off") { model.putOff() }.disabled(model.busy)
    }
  }
}

@MainActor private struct Place: View {
  @Environment(AppModel.self) private var app
  let state: NextRehearsalState

  var body: some View {
    Card {
      if let place = state.place {
        Label(place.name, systemImage: Icons.folder)
      } else {
        Sentence("backup-place-none")
      }
      if let latest = state.latest {
        Sentence("plan-made", ["time": .text(app.speech.time(latest.at))]).explaining()
      }
      if let succeeded = state.succeeded {
        Sentence("rehearsal-last", ["time": .text(app.speech.time(succeeded))]).explaining()
      }
    }
  }
}
