import AikotobaCore
import AikotobaModel
import SwiftUI

/// Earlier backups, and saving a new one.
@MainActor struct BackupScreen: View {
  let model: BackupModel

  var body: some View {
    Page {
      LatestBackupCard(state: model.state)
      ErrorPanel(text: model.errorText)
      if let step = model.step {
        Working(Sentence(.ofBackupStep(of: step)), done: model.progress)
        QuietButton("action-cancel") { model.cancel() }.keyboardShortcut(.cancelAction)
      } else {
        BackupDestination(model: model)
        if model.placeChosen || model.automatic.status != .off { AutomaticBackupCard(model: model) }
        if model.placeChosen || model.isSharing { BackupPasswordFields(model: model) }
        if model.placeChosen, model.state.latest != nil {
          TextAction("rehearsal-title") { model.check() }
        }
        TextAction("backup-rehearse") { model.rehearse() }
        if model.placeChosen { TextAction("devices-title") { model.otherDevices() } }
        if !model.state.history.isEmpty { BackupHistory(history: model.state.history) }
      }
    }
    .titled("backup-title")
  }
}

@MainActor private struct LatestBackupCard: View {
  let state: BackupState

  var body: some View {
    Card {
      if state.status == .fresh, let latest = state.latest {
        Success {
          VerifiedText(made: latest).font(.headline)
          Sentence(.ofBackupStatus(of: state.status))
          BackupTime(made: latest)
        }
      } else {
        Sentence(.ofBackupStatus(of: state.status)).heading()
        Sentence("backup-accounts", ["accounts": .count(state.accounts)]).explaining()
        if let latest = state.latest { BackupRow(made: latest) }
      }
    }
  }
}

@MainActor private struct BackupDestination: View {
  let model: BackupModel

  var body: some View {
    BackupPlaceCard(name: model.placeName, isChosen: model.placeChosen) { model.choosePlace() }
    if model.canShare {
      QuietButton("backup-share") { model.chooseSharing() }.disabled(model.isSharing)
      if model.isSharing { Note("backup-share-why") }
    }
  }
}

/// The folder for backups, and the choice of another one.
@MainActor struct BackupPlaceCard: View {
  let name: String?
  let isChosen: Bool
  let choose: @MainActor () -> Void

  var body: some View {
    Card {
      Sentence("backup-place").heading()
      HStack(spacing: 12) {
        Image(systemName: Icons.folder).foregroundStyle(.secondary).accessibilityHidden(true)
        if let name { Text(name) } else { Sentence("backup-place-none") }
      }
      if isChosen {
        QuietButton("backup-place-change", choose)
      } else {
        Sentence("backup-place-why").explaining()
        MainButton("backup-place-choose", icon: Icons.folder, choose)
      }
    }
  }
}

/// Whether automatic backups are on, and the way to their screen.
@MainActor private struct AutomaticBackupCard: View {
  let model: BackupModel

  var body: some View {
    Card {
      Sentence("automatic-title").heading()
      Sentence(.ofAutomaticBackup(of: model.automatic.status))
      QuietButton(model.automatic.turnOn == .yes ? "automatic-set-up" : "automatic-show") {
        model.automatically()
      }
    }
  }
}

@MainActor private struct BackupPasswordFields: View {
  let model: BackupModel

  var body: some View {
    Card {
      Sentence("backup-password-why")
      GeneratedPassword(words: model.generated)
      NewPasswordFields("backup-password", model.password) { make() }
      TextAction("backup-password-generate") { model.generate() }
      MainButton(model.isSharing ? "backup-share-do" : "backup-do", icon: Icons.backup) { make() }
        .disabled(!model.canSave)
      Sentence("backup-password-keep").explaining()
      Questions(.backup)
    }
  }

  private func make() { if model.isSharing { model.share() } else { model.save() } }
}

@MainActor private struct BackupHistory: View {
  let history: [SavedBackup]

  var body: some View {
    Card {
      Sentence("backup-history").heading()
      ForEach(Array(history.enumerated()), id: \.offset) { at, made in
        if at > 0 { Divider() }
        BackupRow(made: made)
      }
    }
  }
}

@MainActor private struct BackupRow: View {
  let made: SavedBackup

  var body: some View {
    VStack(alignment: .leading) {
      BackupTime(made: made)
      VerifiedText(made: made).explaining()
    }
    .accessibilityElement(children: .combine)
  }
}

@MainActor private struct BackupTime: View {
  @Environment(AppModel.self) private var app
  let made: SavedBackup

  var body: some View { Text(app.speech.time(made.at)) }
}

/// Reports that every account was read back.
@MainActor private struct VerifiedText: View {
  let made: SavedBackup

  var body: some View {
    Sentence(
      "backup-read-back", ["proved": .count(made.accounts), "accounts": .count(made.accounts)])
  }
}
