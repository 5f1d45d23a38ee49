import AikotobaCore
import AikotobaModel
import SwiftUI

/// What other devices saved into the backup folder.
@MainActor struct OtherDevicesScreen: View {
  let model: OtherDevicesModel

  var body: some View {
    Page {
      ErrorPanel(text: model.errorText)
      if model.busy { Working("devices-reading") }
      if let state = model.state {
        if !state.rows.isEmpty { Sentence("devices-explain") }
        ForEach(state.rows, id: \.self) { DeviceCard(row: $0, model: model) }
        ForEach(state.notices, id: \.self) { Note(Sentence($0)) }
      }
    }
    .titled("devices-title")
    .task { if model.state == nil { await model.look().value } }
  }
}

@MainActor private struct DeviceCard: View {
  @Environment(AppModel.self) private var app
  let row: OtherDeviceRow
  let model: OtherDevicesModel

  var body: some View {
    Card {
      Sentence(row.whose).heading()
      Sentence("plan-made", ["time": .text(app.speech.time(row.made))]).explaining()
      QuietButton("devices-open") { model.open(row) }.disabled(model.busy)
    }
  }
}
