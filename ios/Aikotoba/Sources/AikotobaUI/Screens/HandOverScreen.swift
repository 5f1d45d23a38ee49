import AikotobaCore
import AikotobaModel
import SwiftUI

/// The ways to open the vault if the device is lost: a recovery code on paper or as a sheet, or a
/// password. The first backup follows.
@MainActor struct HandOverScreen: View {
  @Bindable var model: HandOverModel

  var body: some View {
    Page {
      Sentence(.ofHandOverStep(of: model.step))
      ErrorPanel(text: model.errorText)
      switch model.step {
      case .choose: choices
      case .paper:
        RecoveryGroups(groups: model.groups, doubt: model.doubt) {
          model.copy()
        } onNoted: {
          model.written()
        }
      case .sheet: sheet
      case .password: password
      case .confirm: proof
      case .backup:
        MainButton("first-backup", icon: Icons.backup) { model.backup() }
        QuietButton("hand-over-later") { model.leave() }
      }
      if model.busy { Working("opening-vault") }
    }
    .titled("hand-over-title")
  }

  @ViewBuilder private var choices: some View {
    MainButton("hand-over-on-paper", icon: Icons.edit) { model.onPaper() }.disabled(model.busy)
    QuietButton("hand-over-as-sheet", icon: Icons.folder) { model.asSheet() }.disabled(model.busy)
    QuietButton("hand-over-by-password", icon: Icons.lock) { model.byPassword() }
      .disabled(model.busy)
  }

  @ViewBuilder private var sheet: some View {
    if let doubt = model.doubt { Note(Sentence(.ofCodeDoubt(of: doubt))) }
    Note("recovery-sheet-warning", icon: Icons.warning)
    MainButton("hand-over-save", icon: Icons.folder) { model.save() }.disabled(model.busy)
    if model.saved { Note("hand-over-saved", icon: Icons.check) }
    QuietButton("hand-over-have", icon: Icons.check) { model.written() }.disabled(model.busy)
  }

  @ViewBuilder private var password: some View {
    NewPasswordFields("field-password", model.password) { model.setPassword() }
    MainButton("hand-over-set-password") { model.setPassword() }.disabled(!model.canSet)
  }

  /// Asks for one group of the code, which only a person with a copy can type.
  @ViewBuilder private var proof: some View {
    if let check = model.check {
      Sentence("recovery-check-ask", ["at": .count(check.at), "letters": .count(check.letters)])
      LineField(
        "recovery-check-field", $model.typed, facts: ["at": .count(check.at)], kind: .key
      ) {
        model.answer()
      }
      MainButton("recovery-check-do") { model.answer() }
        .disabled(model.busy || model.typed.allSatisfy(\.isWhitespace))
    }
  }
}
