import AikotobaCore
import AikotobaModel
import SwiftUI

/// The checklist: a tick for what is done, and a button for what remains.
@MainActor struct ChecklistScreen: View {
  @Environment(AppModel.self) private var app
  let model: ChecklistModel

  var body: some View {
    Page {
      ErrorPanel(text: model.errorText)
      if model.state.open == 0 {
        Success { Sentence("checklist-all-done").heading(.title2.bold()) }
      } else {
        Sentence("checklist-why")
      }
      if let guide = model.guide {
        let site = Fact.text(app.speech.say(guide.title))
        QuietButton(Sentence("guide-continue-site", ["site": site]), icon: Icons.check) {
          model.continueGuide()
        }
      }
      ForEach(model.state.accounts, id: \.id) { SetupOfAccount(account: $0, model: model) }
      Card {
        ForEach(model.state.rows, id: \.point) { row in
          ChecklistPointRow(row: row)
          if row.isOpen { remedy(row.point) }
        }
      }
    }
    .titled("checklist-title")
  }

  @ViewBuilder private func remedy(_ point: ChecklistPoint) -> some View {
    switch point {
    case .recovery:
      QuietButton("checklist-recovery-do", icon: Icons.key) { model.recovery() }
    case .backup: QuietButton("first-backup", icon: Icons.backup) { model.backup() }
    default: EmptyView()
    }
  }
}

/// What is done and what remains to be done at the site of an account.
@MainActor private struct SetupOfAccount: View {
  let account: AccountChecklist
  let model: ChecklistModel

  var body: some View {
    Card {
      Names(account.issuer, account.label)
      ForEach(account.rows, id: \.point) { row in
        ChecklistPointRow(row: row)
        if row.point == .backupMethod { BackupMethodChoice(account: account, model: model) }
        if row.point == .turnedOn { turnedOn(row) }
      }
    }
  }

  @ViewBuilder private func turnedOn(_ row: ChecklistRow) -> some View {
    if row.isOpen {
      QuietButton("checklist-turned-on-do", icon: Icons.check) { model.turnedOn(account.id) }
        .disabled(model.busy)
    } else {
      TextAction("checklist-turned-on-undo") { model.notTurnedOn(account.id) }
        .disabled(model.busy)
    }
  }
}

/// Notes which second way to log in was registered, so that it can be looked up if the device is
/// lost.
@MainActor private struct BackupMethodChoice: View {
  let account: AccountChecklist
  let model: ChecklistModel

  var body: some View {
    if let known = account.backupMethod {
      Sentence(.ofBackupMethod(of: known))
      TextAction("checklist-method-change") { model.register(account.id, nil) }
        .disabled(model.busy)
    } else {
      Sentence("checklist-method-ask")
      ForEach(BackupMethod.allCases, id: \.self) { method in
        QuietButton(Sentence(.ofBackupMethod(of: method))) { model.register(account.id, method) }
          .disabled(model.busy)
      }
    }
  }
}

@MainActor private struct ChecklistPointRow: View {
  @Environment(AppModel.self) private var app
  let row: ChecklistRow

  var body: some View {
    HStack(alignment: .top, spacing: 12) {
      Image(systemName: row.isOpen ? Icons.open : Icons.done)
        .foregroundStyle(row.isOpen ? Color.secondary : Palette.accent)
        .accessibilityLabel(app.speech.say(row.isOpen ? "checklist-is-open" : "checklist-is-done"))
      Sentence(.ofChecklistPoint(of: row.point)).font(.subheadline.bold())
    }
    .accessibilityElement(children: .combine)
  }
}

extension ChecklistRow {
  fileprivate var isOpen: Bool { isDone == .no }
}
