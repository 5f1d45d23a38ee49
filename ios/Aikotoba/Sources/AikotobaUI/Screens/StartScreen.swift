import AikotobaCore
import AikotobaModel
import SwiftUI

/// The first start: what the app is, ways to unlock the vault, the recovery code.
@MainActor struct StartScreen: View {
  let model: StartModel

  var body: some View {
    switch model.step {
    case .welcome, .deviceLock:
      if model.isLeftover { DeletedVaultNotice(model: model) } else { WelcomePage(model: model) }
    case .locks: UnlockWayChoice(model: model)
    case .recoveryCode: RecoveryCodePage(model: model)
    case .remains: UnusableVaultPage(model: model)
    }
  }
}

/// Explains that the device remembers a vault that was deleted with the app.
@MainActor private struct DeletedVaultNotice: View {
  let model: StartModel

  var body: some View {
    Page {
      Note("start-leftover", icon: Icons.warning)
      ErrorPanel(text: model.errorText)
      MainButton("start-restore", icon: Icons.restore) { model.beginWithBackup() }
      QuietButton("start-scan", icon: Icons.scan) { model.scan() }.disabled(model.busy)
    }
    .titled("start-leftover-title")
  }
}

@MainActor private struct WelcomePage: View {
  @Environment(AppModel.self) private var app
  let model: StartModel

  var body: some View {
    Page {
      Picker(app.speech.say(.ofSetting(of: .language)), selection: language) {
        ForEach(model.languages, id: \.tag) { Sentence($0.value).tag($0.tag) }
      }
      .pickerStyle(.segmented)
      Sentence("app-name").heading(.largeTitle.bold())
      Sentence("start-title")
      Note("start-point-scan", icon: Icons.scan)
      Note("start-point-offline", icon: Icons.lock)
      Note("start-point-backup", icon: Icons.shield)
      ErrorPanel(text: model.errorText)
      if model.busy { Working("locks-making") }
      MainButton("start-scan", icon: Icons.scan) { model.scan() }.disabled(model.busy)
      QuietButton("start-restore", icon: Icons.restore) { model.beginWithBackup() }
        .disabled(model.busy)
      QuietButton("move-title") { model.beginWithImport() }.disabled(model.busy)
      Questions(.start)
    }
  }

  private var language: Binding<String> {
    Binding(get: { app.speech.language }, set: { speak($0) })
  }

  private func speak(_ tag: String) {
    if let chosen = model.languages.first(where: { $0.tag == tag }) { model.speak(chosen.value) }
  }
}

@MainActor private struct UnlockWayChoice: View {
  @Bindable var model: StartModel

  var body: some View {
    Page {
      if let name = model.keptAs {
        Note(Sentence("start-aside-kept", ["name": .text(name)]), icon: Icons.folder)
      }
      if model.then == .restore { Note("restore-needs-vault", icon: Icons.restore) }
      Sentence("locks-why")
      NewPasswordFields("locks-password", model.password) { model.make() }
      if model.deviceKeyOffered {
        Toggle(isOn: $model.withDeviceKey) { Sentence("locks-device") }
      }
      ErrorPanel(text: model.errorText)
      if model.busy { Working("locks-making") }
      MainButton("locks-make") { model.make() }.disabled(!model.canMake)
      Questions(.password)
    }
    .titled("locks-title")
  }
}

@MainActor private struct RecoveryCodePage: View {
  let model: StartModel

  var body: some View {
    Page {
      RecoveryGroups(groups: model.recovery) {
        model.copyRecovery()
      } onNoted: {
        model.noted()
      }
    }
    .titled("recovery-title")
  }
}

@MainActor private struct UnusableVaultPage: View {
  let model: StartModel

  var body: some View {
    Page {
      Note("start-remains", icon: Icons.warning)
      Sentence("start-remains-next")
      ErrorPanel(text: model.errorText)
      MainButton("start-aside", icon: Icons.restore) { model.setAside() }.disabled(model.busy)
    }
    .titled("start-remains-title")
  }
}
