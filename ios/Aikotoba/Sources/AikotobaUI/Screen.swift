import AikotobaModel
import SwiftUI

/// The screen of a model.
@MainActor struct Screen: View {
  @Environment(AppModel.self) private var app
  let model: Model

  /// Whether it is shown next to the list, without the system's back button.
  var isDetail = false

  var body: some View {
    content
      .navigationBarBackButtonHidden(model.hasOwnBack || isDetail)
      .toolbar {
        if model.hasOwnBack || isDetail {
          ToolbarItem(placement: .topBarLeading) {
            Button(action: { app.back() }) { Image(systemName: "chevron.backward") }
              .accessibilityLabel(app.speech.say("action-back"))
              .keyboardShortcut("[", modifiers: .command)
          }
        }
      }
  }

  @ViewBuilder private var content: some View {
    switch model {
    case let model as StartModel: StartScreen(model: model)
    case let model as UnlockModel: UnlockScreen(model: model)
    case let model as CodesModel: CodesScreen(model: model)
    case let model as ScanModel: ScanScreen(model: model)
    case let model as TypeKeyModel: TypeKeyScreen(model: model)
    case let model as GuideModel: GuideScreen(model: model)
    case let model as HelpModel: HelpScreen(model: model)
    case let model as EnrolmentModel: EnrolmentScreen(model: model)
    case let model as BackupModel: BackupScreen(model: model)
    case let model as OtherDevicesModel: OtherDevicesScreen(model: model)
    case let model as AutomaticBackupModel: AutomaticBackupScreen(model: model)
    case let model as RestoreModel: RestoreScreen(model: model)
    case let model as MoveModel: MoveScreen(model: model)
    case let model as ExportModel: ExportScreen(model: model)
    default: rest
    }
  }

  @ViewBuilder private var rest: some View {
    switch model {
    case let model as TrashModel: TrashScreen(model: model)
    case let model as SettingsModel: SettingsScreen(model: model)
    case let model as PasswordModel: PasswordScreen(model: model)
    case let model as RekeyModel: RekeyScreen(model: model)
    case let model as AboutModel: AboutScreen(model: model)
    case let model as EditModel: EditScreen(model: model)
    case let model as ShareModel: ShareScreen(model: model)
    case let model as RecoveryModel: RecoveryCheckScreen(model: model)
    case let model as HandOverModel: HandOverScreen(model: model)
    case let model as HealthModel: HealthScreen(model: model)
    case let model as ChecklistModel: ChecklistScreen(model: model)
    case let model as CorrectionModel: CorrectionScreen(model: model)
    case let model as RehearsalModel: RehearsalScreen(model: model)
    case let model as CredentialCheckModel: CredentialCheckScreen(model: model)
    default: EmptyView()
    }
  }
}

extension View {
  /// The title of a screen, in one line above it.
  @MainActor
  func titled(_ key: String) -> some View { modifier(Titled(key: key)) }
}

private struct Titled: ViewModifier {
  @Environment(AppModel.self) private var app
  let key: String

  func body(content: Content) -> some View {
    content.navigationTitle(app.speech.say(key)).navigationBarTitleDisplayMode(.inline)
  }
}
