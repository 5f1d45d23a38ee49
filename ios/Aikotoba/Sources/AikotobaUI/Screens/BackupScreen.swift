import AikotobaCore
import AikotobaModel
import SwiftUI

/// Earlier backups, and saving a new one.
@MainActor struct BackupScreen: View {
  let model: BackupModel

  var body: some View {
    Page {
      Standing(state: model.state)
      Trouble(told: model.trouble)
      if let step = model.step {
        Working(Said(.ofBackupStep(of: step)), done: model.progress)
        QuietButton("action-cancel") { model.cancel() }.keyboardShortcut(.cancelAction)
      } else {
        Place(model: model)
        if model.placeChosen || model.isSharing { Password(model: model) }
        TextAction("backup-rehearse") { model.rehearse() }
        if !model.state.history.isEmpty { History(history: model.state.history) }
      }
    }
    .titled("backup-title")
  }
}

@MainActor private struct Standing: View {
  let state: BackupState

  var body: some View {
    Card {
      if state.standing == .fresh, let latest = state.latest {
        Success {
          Proof(made: latest).font(.headline)
          Said(.ofBackupStanding(of: state.standing))
          Time(made: latest)
        }
      } else {
        Said(.ofBackupStanding(of: state.standing)).heading()
        Said("backup-accounts", ["accounts": .count(state.accounts)]).explaining()
        if let latest = state.latest { Entry(made: latest) }
      }
    }
  }
}

@MainActor private struct Place: View {
  let model: BackupModel

  var body: some View {
    Card {
      Said("backup-place").heading()
      HStack(spacing: 12) {
        Image(systemName: Icons.folder).foregroundStyle(.secondary).accessibilityHidden(true)
        if let name = model.placeName { Text(name) } else { Said("backup-place-none") }
      }
      if model.placeChosen {
        QuietButton("backup-place-change") { model.choosePlace() }
      } else {
        Said("backup-place-why").explaining()
        MainButton("backup-place-choose", icon: Icons.folder) { model.choosePlace() }
      }
      if model.canShare {
        QuietButton("backup-share") { model.chooseSharing() }.disabled(model.isSharing)
        if model.isSharing { Note("backup-share-why") }
      }
    }
  }
}

@MainActor private struct Password: View {
  let model: BackupModel

  var body: some View {
    Card {
      Said("backup-password-why")
      if let words = model.generated {
        Note("backup-password-generated", icon: Icons.edit)
        Text(words).font(.title3).textSelection(.enabled)
      }
      NewPasswordFields("backup-password", model.password) { make() }
      TextAction("backup-password-generate") { model.generate() }
      MainButton(model.isSharing ? "backup-share-do" : "backup-do", icon: Icons.backup) { make() }
        .disabled(!model.canSave)
      Said("backup-password-keep").explaining()
      Questions(.backup)
    }
  }

  private func make() { if model.isSharing { model.share() } else { model.save() } }
}

@MainActor private struct History: View {
  let history: [SavedBackup]

  var body: some View {
    Card {
      Said("backup-history").heading()
      ForEach(Array(history.enumerated()), id: \.offset) { at, made in
        if at > 0 { Divider() }
        Entry(made: made)
      }
    }
  }
}

@MainActor private struct Entry: View {
  let made: SavedBackup

  var body: some View {
    VStack(alignment: .leading) {
      Time(made: made)
      Proof(made: made).explaining()
    }
    .accessibilityElement(children: .combine)
  }
}

@MainActor private struct Time: View {
  @Environment(AppModel.self) private var app
  let made: SavedBackup

  var body: some View { Text(app.speech.time(made.at)) }
}

/// That every account was read back.
@MainActor private struct Proof: View {
  let made: SavedBackup

  var body: some View {
    Said("backup-read-back", ["proved": .count(made.accounts), "accounts": .count(made.accounts)])
  }
}
