import AikotobaCore
import AikotobaModel
import SwiftUI

/// Automatic backups: their status, turning them on and off.
@MainActor struct AutomaticBackupScreen: View {
  let model: AutomaticBackupModel

  var body: some View {
    Page {
      AutomaticBackupStatusCard(state: model.state)
      if model.isSaving { Working("automatic-saving") }
      ErrorPanel(text: model.failure)
      if model.state.retry == .yes {
        MainButton("automatic-retry", icon: Icons.backup) { model.retry() }
          .disabled(model.isSaving)
      }
      Sentence("automatic-why")
      BackupPlaceCard(name: model.placeName, isChosen: model.placeChosen) { model.choosePlace() }
      if model.state.turnOn == .yes, model.placeChosen { StoredPassword(model: model) }
      if model.state.turnOff == .yes {
        if model.state.turnOn == .no { Note("automatic-backup-explained") }
        QuietButton("automatic-turn-off") { model.turnOff() }.disabled(model.busy)
      }
    }
    .titled("automatic-title")
  }
}

/// Whether automatic backups are on, and when the latest backup was made.
@MainActor private struct AutomaticBackupStatusCard: View {
  @Environment(AppModel.self) private var app
  let state: AutomaticBackupState

  var body: some View {
    Card {
      Sentence(.ofAutomaticBackup(of: state.status)).heading()
      if let latest = state.latest {
        Sentence("plan-made", ["time": .text(app.speech.time(latest.at))]).explaining()
      }
      if let failure = state.failure {
        Sentence(since, ["time": .text(app.speech.time(failure.since))]).explaining()
      }
    }
  }

  private var since: String {
    state.status == .stopped ? "automatic-stopped-since" : "automatic-failing-since"
  }
}

/// The password that the vault keeps from now on, and what this means.
@MainActor private struct StoredPassword: View {
  let model: AutomaticBackupModel

  var body: some View {
    Card {
      Note("automatic-backup-explained")
      GeneratedPassword(words: model.generated)
      NewPasswordFields("backup-password", model.password) { model.turnOn() }
      TextAction("backup-password-generate") { model.generate() }
      MainButton("automatic-turn-on", icon: Icons.backup) { model.turnOn() }
        .disabled(!model.canTurnOn)
    }
  }
}
