import AikotobaCore
import AikotobaModel
import SwiftUI

/// What other devices saved into the backup folder.
@MainActor struct OtherDevicesScreen: View {
  let model: OtherDevicesModel

  var body: some View {
    Page {
      Trouble(told: model.trouble)
      if model.busy { Working("devices-reading") }
      if let state = model.state {
        if !state.rows.isEmpty { Said("devices-explain") }
        ForEach(state.rows, id: \.self) { DeviceCard(row: $0, model: model) }
        ForEach(state.notices, id: \.self) { Note(Said($0)) }
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
      Said(row.whose).heading()
      Said("plan-made", ["time": .text(app.speech.time(row.made))]).explaining()
      QuietButton("devices-open") { model.open(row) }.disabled(model.busy)
    }
  }
}
