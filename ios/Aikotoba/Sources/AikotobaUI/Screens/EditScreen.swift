import AikotobaModel
import SwiftUI

/// Editing an account: names, group, colour and note, never the key.
@MainActor struct EditScreen: View {
  @Environment(AppModel.self) private var app
  @Bindable var model: EditModel

  var body: some View {
    Form {
      TextField(app.speech.say("edit-issuer"), text: $model.issuer)
      TextField(app.speech.say("edit-label"), text: $model.label)
      Section {
        TextField(app.speech.say("edit-group"), text: $model.group)
        ForEach(model.groups, id: \.self) { group in
          Button(action: { model.group = group }) {
            HStack {
              Text(group)
              Spacer()
              if group == model.group { Image(systemName: Icons.check) }
            }
          }
          .accessibilityAddTraits(group == model.group ? .isSelected : [])
        }
      } header: {
        Said("edit-group")
      }
      Section {
        Colours(model: model)
      } header: {
        Said("edit-colour")
      }
      TextField(app.speech.say("edit-note"), text: $model.note, axis: .vertical)
      Trouble(told: model.trouble)
    }
    .titled("edit-title")
    .toolbar {
      ToolbarItem(placement: .cancellationAction) {
        Button(action: { app.back() }) { Said("action-cancel") }
          .keyboardShortcut(.cancelAction)
      }
      ToolbarItem(placement: .confirmationAction) {
        Button(action: { model.save() }) { Said("action-save") }
          .keyboardShortcut("s", modifiers: .command)
      }
    }
  }
}

@MainActor private struct Colours: View {
  @Environment(AppModel.self) private var app
  let model: EditModel

  var body: some View {
    LazyVGrid(columns: [GridItem(.adaptive(minimum: 48))], spacing: 4) {
      ForEach(Palette.accounts.indices, id: \.self) { at in
        let isChosen = Int(model.colour ?? 0) == at
        Button(action: { model.colour = UInt8(at) }) {
          ZStack {
            Circle().fill(Palette.accounts[at].paper).frame(width: 38, height: 38)
            if isChosen {
              Image(systemName: Icons.check).foregroundStyle(Palette.accounts[at].ink)
            }
          }
          .frame(width: 48, height: 48)
        }
        .buttonStyle(.plain)
        .accessibilityLabel(app.speech.say("edit-colour-named", ["number": .count(at + 1)]))
        .accessibilityAddTraits(isChosen ? .isSelected : [])
      }
    }
  }
}
