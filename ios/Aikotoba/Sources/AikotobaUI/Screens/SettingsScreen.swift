import AikotobaCore
import AikotobaModel
import SwiftUI

/// All settings, each with its present value.
@MainActor struct SettingsScreen: View {
  let model: SettingsModel

  var body: some View {
    Form {
      ErrorPanel(text: model.errorText)
      Section {
        ForEach(rows(.look), id: \.setting) { SettingLine(row: $0, model: model) }
      } header: {
        Sentence("settings-section-look")
      }
      Section {
        ForEach(rows(.safety), id: \.setting) { SettingLine(row: $0, model: model) }
        DeviceKeyLine(model: model)
        if let ends = model.endsWithNewBiometrics {
          Toggle(
            isOn: Binding(
              get: { ends }, set: { if $0 != ends { model.endWithNewBiometrics($0) } })
          ) {
            VStack(alignment: .leading) {
              Sentence("settings-new-biometrics")
              Sentence("settings-new-biometrics-why").explaining()
            }
          }
          .disabled(model.busy)
        }
        IconButton("settings-password", icon: Icons.lock) { model.open.password() }
        if model.isLeftOut != nil {
          IconButton("settings-code-setup", icon: Icons.qr) { model.open.codeSetup() }
        }
        IconButton("settings-recovery", icon: Icons.key) { model.open.recovery() }
        IconButton("correction-title", icon: Icons.clock) { model.open.correction() }
      } header: {
        Sentence("settings-section-safety")
      }
      Section {
        IconButton("menu-backup", icon: Icons.backup) { model.open.backup() }
        IconButton("menu-restore", icon: Icons.restore) { model.open.restore() }
        if let isLeftOut = model.isLeftOut {
          Toggle(
            isOn: Binding(get: { isLeftOut }, set: { model.leaveOut($0) })
          ) {
            VStack(alignment: .leading) {
              Sentence("settings-device-backup")
              Sentence("settings-device-backup-why").explaining()
            }
          }
        }
        IconButton("menu-about", icon: Icons.info) { model.open.about() }
      } header: {
        Sentence("settings-section-data")
      }
    }
    .titled("settings-title")
  }

  private func rows(_ section: SettingSection) -> [SettingRow] {
    model.state.rows.filter { $0.section == section }
  }
}

@MainActor private struct SettingLine: View {
  @Environment(AppModel.self) private var app
  let row: SettingRow
  let model: SettingsModel

  var body: some View {
    Picker(app.speech.say(.ofSetting(of: row.setting)), selection: value) {
      ForEach(row.choices, id: \.self) { Sentence($0).tag($0) }
    }
  }

  private var value: Binding<String> {
    Binding(get: { row.value }, set: { model.choose(row.setting, $0) })
  }
}

/// Whether the device's own lock opens the vault.
@MainActor private struct DeviceKeyLine: View {
  let model: SettingsModel

  var body: some View {
    Toggle(isOn: isUsed) {
      VStack(alignment: .leading) {
        Sentence("settings-device-key")
        Sentence(status).explaining()
      }
    }
    .disabled(!model.deviceKeyOffered || model.busy)
  }

  private var status: String {
    if !model.deviceKeyOffered { return "settings-device-key-not-offered" }
    return model.deviceKeyUsed ? "settings-device-key-on" : "settings-device-key-off"
  }

  private var isUsed: Binding<Bool> {
    Binding(
      get: { model.deviceKeyUsed },
      set: { isOn in if isOn != model.deviceKeyUsed { model.switchDeviceKey() } })
  }
}
