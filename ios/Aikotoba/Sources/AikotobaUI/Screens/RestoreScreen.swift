import AikotobaCore
import AikotobaModel
import SwiftUI

/// Restoring: a backup is chosen and opened, a preview is shown, then it is restored and can be undone.
@MainActor struct RestoreScreen: View {
  @Environment(AppModel.self) private var app
  let model: RestoreModel

  var body: some View {
    Page {
      if let done = model.done {
        RestoreOutcomePage(model: model, done: done)
      } else if let rehearsal = model.rehearsal {
        Success {
          Text(rehearsal.text).font(.headline)
          if !rehearsal.complete { Sentence("backup-rehearsed-next") }
        }
        MainButton("action-done") { app.back() }
      } else if let plan = model.plan {
        RestorePreview(model: model, plan: plan)
      } else {
        BackupFileChoice(model: model)
      }
    }
    .navigationTitle(title)
    .navigationBarTitleDisplayMode(.inline)
  }

  private var title: String {
    if model.rehearsing { return app.speech.say("backup-rehearse") }
    return model.plan.map { app.speech.say($0.title) } ?? app.speech.say("restore-title")
  }
}

@MainActor private struct BackupFileChoice: View {
  @Bindable var model: RestoreModel

  var body: some View {
    Sentence(model.rehearsing ? "backup-rehearse-why" : "restore-why")
    if let name = model.fileName {
      Card { Label(name, systemImage: Icons.backup) }
      PasswordField("restore-password", $model.password) { model.open() }
      ErrorPanel(text: model.errorText)
      if model.busy { Working("restore-opening") }
      MainButton("restore-open") { model.open() }
        .disabled(model.password.isEmpty || model.busy)
        .keyboardShortcut(.defaultAction)
      QuietButton("restore-pick-other") { model.pick() }.disabled(model.busy)
      Questions(.restore)
    } else {
      ErrorPanel(text: model.errorText)
      MainButton("restore-pick", icon: Icons.folder) { model.pick() }
    }
  }
}

@MainActor private struct RestorePreview: View {
  @Environment(AppModel.self) private var app
  let model: RestoreModel
  let plan: PlanState

  var body: some View {
    if let origin = model.origin { Text(origin).foregroundStyle(.secondary) }
    Sentence("plan-adds", ["adds": .count(plan.adds), "already": .count(plan.alreadyThere)])
      .heading()
    ForEach(plan.notices, id: \.self) { Note(Sentence($0), icon: Icons.warning) }
    ErrorPanel(text: model.errorText)
    ForEach(plan.rows, id: \.place) { PlanCard(row: $0, model: model) }
    if !plan.refused.isEmpty {
      Sentence("plan-refused").heading()
      ForEach(Array(plan.refused.enumerated()), id: \.offset) { _, refused in
        ErrorPanel(text: app.speech.tell(refused.name, refused.why))
      }
    }
    Sentence("plan-nothing-lost").explaining()
    MainButton(Sentence(plan.apply)) { model.apply() }
      .disabled(plan.applying == .no || model.busy)
  }
}

/// An entry, and the choice what to do with it if there is one.
@MainActor private struct PlanCard: View {
  @Environment(AppModel.self) private var app
  let row: PlanRow
  let model: RestoreModel

  /// How the entry compares to the vault.
  private var comparison: Sentence {
    guard let removed = row.removed else { return Sentence(.ofVerdict(of: row.verdict)) }
    return Sentence("plan-removed-on", ["time": .text(app.speech.time(removed))])
  }

  var body: some View {
    Card {
      Names(row.issuer, row.label)
      comparison.explaining()
      if row.offers.count > 1 {
        ForEach(row.offers, id: \.self) { offer in
          let isChosen = offer.choice == row.choice
          QuietButton(Sentence(.ofChoice(of: offer.wording)), icon: isChosen ? Icons.check : nil) {
            model.choose(row.place, offer.choice)
          }
          .accessibilityAddTraits(isChosen ? .isSelected : [])
        }
      }
    }
  }
}

@MainActor private struct RestoreOutcomePage: View {
  let model: RestoreModel
  let done: String

  var body: some View {
    Success { Text(done).font(.title2.bold()) }
    if let advice = model.advice { Note(Sentence(advice), icon: Icons.info) }
    ErrorPanel(text: model.errorText)
    MainButton("enrol-to-list") { model.leave() }
    if model.canUndo { QuietButton("action-undo") { model.undo() } }
  }
}
