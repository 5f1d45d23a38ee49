import AikotobaCore
import AikotobaModel
import SwiftUI

/// Changing the vault's password.
@MainActor struct PasswordScreen: View {
  let model: PasswordModel

  var body: some View {
    Page {
      NewPasswordFields("field-password-new", model.password) { model.change() }
      ErrorPanel(text: model.errorText)
      if model.busy { Working("opening-vault") }
      MainButton("action-save") { model.change() }
        .disabled(!model.canChange)
        .keyboardShortcut("s", modifiers: .command)
      Note("settings-password-copies")
      QuietButton("rekey-title") { model.rekey() }.disabled(model.busy)
    }
    .titled("settings-password")
  }
}

/// What to do when somebody may know the password; then the new recovery code.
@MainActor struct RekeyScreen: View {
  let model: RekeyModel

  var body: some View {
    Page {
      if let recovery = model.recovery {
        if model.doubt != .unknown {
          Note("rekey-changed-all", icon: Icons.shield)
          ForEach(model.removed, id: \.self) {
            Note(Sentence(.ofRemovedLock(of: $0)), icon: Icons.key)
          }
        }
        RecoveryGroups(groups: recovery, doubt: model.doubt) {
          model.copy()
        } onNoted: {
          model.noted()
        }
      } else {
        Sentence("rekey-why")
        Note("rekey-copies")
        NewPasswordFields("field-password-new", model.password) { model.rekey() }
        ErrorPanel(text: model.errorText)
        if model.busy { Working("rekey-working") }
        MainButton("rekey-do") { model.rekey() }.disabled(!model.canRekey)
      }
    }
    .titled(model.recovery == nil ? "rekey-title" : "recovery-title")
  }
}

/// Asks for a group of the recovery code, which only a person with a written copy can type.
@MainActor struct RecoveryCheckScreen: View {
  @Environment(AppModel.self) private var app
  @Bindable var model: RecoveryModel

  var body: some View {
    Page {
      if let fresh = model.fresh {
        RecoveryGroups(groups: fresh, doubt: model.doubt) {
          model.copy()
        } onNoted: {
          model.noted()
        }
        ErrorPanel(text: model.errorText)
        Note("recovery-sheet-warning", icon: Icons.warning)
        QuietButton("hand-over-as-sheet", icon: Icons.folder) { model.saveSheet() }
          .disabled(model.busy)
        if model.saved { Note("hand-over-saved", icon: Icons.check) }
      } else if model.right {
        Note("recovery-check-right", icon: Icons.shield)
        MainButton("action-done") { app.back() }
      } else {
        if let check = model.check {
          Sentence(
            "recovery-check-ask", ["at": .count(check.at), "letters": .count(check.letters)])
          LineField(
            "recovery-check-field", $model.typed, facts: ["at": .count(check.at)], kind: .key
          ) {
            model.answer()
          }
        }
        ErrorPanel(text: model.errorText)
        if model.busy { Working("locks-making") }
        if model.check != nil {
          MainButton("recovery-check-do") { model.answer() }
            .disabled(model.typed.allSatisfy(\.isWhitespace))
            .keyboardShortcut(.defaultAction)
        }
        if model.canShowAgain {
          QuietButton("recovery-show-again", icon: Icons.key) { model.show() }
        } else {
          QuietButton("recovery-new", icon: Icons.again) { model.show() }
          Sentence("recovery-new-why").explaining()
        }
      }
    }
    .titled("recovery-check-title")
  }
}
