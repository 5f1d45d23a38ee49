import AikotobaCore
import AikotobaModel
import SwiftUI

/// What is wrong with the vault, and what can be done.
@MainActor struct HealthScreen: View {
  @Environment(AppModel.self) private var app
  let model: HealthModel

  var body: some View {
    Page {
      ErrorPanel(text: model.errorText)
      if model.isQuestion {
        Note(
          model.lead == .acceptOther ? "health-other-why" : "health-older-why", icon: Icons.warning)
        Sentence("health-doubt-kept")
        MainButton("health-later") { model.later() }
        QuietButton("health-accept") { model.accept() }
      } else if model.repaired {
        Note("health-repaired", icon: Icons.shield)
        MainButton("action-done") { app.back() }
      } else {
        ForEach(model.damages, id: \.self) { Note(Sentence($0), icon: Icons.warning) }
        Sentence("health-damaged-why")
        if model.busy { Working("opening-vault") }
        MainButton("menu-backup", icon: Icons.backup) { model.backup() }
        QuietButton("health-repair") { model.repair() }.disabled(model.busy)
      }
    }
    .titled(title)
  }

  private var title: String {
    switch model.lead {
    case .acceptOlder: "health-older-title"
    case .acceptOther: "health-other-title"
    default: "health-title"
    }
  }
}
