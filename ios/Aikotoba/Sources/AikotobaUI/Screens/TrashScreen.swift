import AikotobaCore
import AikotobaModel
import SwiftUI

/// Accounts in the trash. They stay there until the person restores or erases them.
@MainActor struct TrashScreen: View {
  @Environment(AppModel.self) private var app
  @State private var erasing: TrashRow?
  let model: TrashModel

  var body: some View {
    List {
      ErrorPanel(text: model.errorText)
      Sentence(model.state.rows.isEmpty ? "trash-empty" : "trash-why").explaining()
      ForEach(model.state.rows, id: \.id) { row in
        VStack(alignment: .leading, spacing: 8) {
          HStack(spacing: 12) {
            Monogram(letter: row.monogram, colour: row.colour)
            Names(row.issuer, row.label)
          }
          Sentence("trash-when", ["time": .text(app.speech.time(row.trashed))]).explaining()
          HStack(spacing: 16) {
            TextAction("trash-restore") { model.putBack(row.id, row.name) }
            TextAction("trash-erase") { erasing = row }
          }
        }
        .accessibilityElement(children: .combine)
        .swipeActions(edge: .trailing) {
          IconButton("trash-erase", icon: Icons.trash, role: .destructive) { erasing = row }
        }
        .swipeActions(edge: .leading) {
          IconButton("trash-restore", icon: Icons.restore) { model.putBack(row.id, row.name) }
        }
      }
    }
    .titled("trash-title")
    .alert(question, isPresented: isAsking, presenting: erasing) { row in
      IconButton("trash-erase", icon: Icons.trash, role: .destructive) {
        model.erase(row.id, row.name)
      }
      Button(role: .cancel) {
      } label: {
        Sentence("action-cancel")
      }
    } message: { row in
      VStack {
        if let turningOff = row.turningOff { Sentence(turningOff) }
        Sentence("trash-erase-why")
      }
    }
  }

  private var question: String {
    erasing.map { app.speech.say("trash-erase-ask", ["name": .text($0.name)]) } ?? ""
  }

  private var isAsking: Binding<Bool> {
    Binding(get: { erasing != nil }, set: { isShown in if !isShown { erasing = nil } })
  }
}
