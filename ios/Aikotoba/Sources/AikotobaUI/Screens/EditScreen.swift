import AikotobaModel
import SwiftUI

/// Editing an account: names, groups, colour and note, never the key.
@MainActor struct EditScreen: View {
  @Environment(AppModel.self) private var app
  @Bindable var model: EditModel

  var body: some View {
    Form {
      TextField(app.speech.say("edit-issuer"), text: $model.issuer)
      TextField(app.speech.say("edit-label"), text: $model.label)
      Section {
        ForEach(model.groups, id: \.self) { group in
          Button(action: { model.toggleGroup(group) }) {
            HStack {
              Text(group)
              Spacer()
              if model.chosen.contains(group) { Image(systemName: Icons.check) }
            }
          }
          .accessibilityAddTraits(model.chosen.contains(group) ? .isSelected : [])
        }
        TextField(app.speech.say("edit-group-new"), text: $model.group)
          .onSubmit { model.addGroup() }
        Button(action: { model.addGroup() }) { Sentence("edit-group-add") }
          .disabled(model.group.isEmpty)
      } header: {
        Sentence("edit-group")
      }
      Section {
        ColourChoice(colour: $model.colour)
      } header: {
        Sentence("edit-colour")
      }
      TextField(app.speech.say("edit-note"), text: $model.note, axis: .vertical)
      ErrorPanel(text: model.errorText)
    }
    .titled("edit-title")
    .toolbar {
      ToolbarItem(placement: .cancellationAction) {
        Button(action: { app.back() }) { Sentence("action-cancel") }
          .keyboardShortcut(.cancelAction)
      }
      ToolbarItem(placement: .confirmationAction) {
        Button(action: { model.save() }) { Sentence("action-save") }
          .keyboardShortcut("s", modifiers: .command)
      }
    }
  }
}
