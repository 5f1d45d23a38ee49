import AikotobaCore
import AikotobaModel
import SwiftUI

/// Asks for what opens the vault elsewhere. Nothing depends on the answer.
@MainActor struct CredentialCheckScreen: View {
  @Environment(AppModel.self) private var app
  @Bindable var model: CredentialCheckModel

  var body: some View {
    Page {
      if model.right {
        Success { Sentence("credential-check-right") }
        MainButton("action-done") { app.back() }
      } else {
        question
      }
    }
    .titled("credential-check-title")
  }

  @ViewBuilder private var question: some View {
    Sentence("credential-check-why")
    switch model.asked {
    case .password: PasswordField("field-password", $model.typed) { model.answer() }
    case .recoveryCode:
      LineField("unlock-recovery-field", $model.typed, kind: .key) { model.answer() }
    }
    ErrorPanel(text: model.errorText)
    if model.busy { Working("opening-vault") }
    MainButton("credential-check-do") { model.answer() }
      .disabled(!model.canAnswer)
      .keyboardShortcut(.defaultAction)
    switch model.other {
    case .password: TextAction("credential-check-by-password") { model.askForOther() }
    case .recoveryCode: TextAction("credential-check-by-code") { model.askForOther() }
    case nil: EmptyView()
    }
    QuietButton("rehearsal-put-off") { model.putOff() }.disabled(model.busy)
  }
}
