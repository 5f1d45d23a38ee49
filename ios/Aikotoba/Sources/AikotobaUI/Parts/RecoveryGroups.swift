import AikotobaCore
import AikotobaModel
import SwiftUI

/// The recovery code in numbered groups, to be written on paper.
@MainActor struct RecoveryGroups: View {
  @Environment(AppModel.self) private var app
  let groups: [String]
  var doubt: RecoveryCodeDoubt?
  let onCopy: @MainActor () -> Void
  let onNoted: @MainActor () -> Void

  var body: some View {
    if let doubt { Note(Sentence(.ofCodeDoubt(of: doubt))) }
    Sentence("recovery-why")
    Card {
      LazyVGrid(columns: [GridItem(.adaptive(minimum: 120))], alignment: .leading, spacing: 12) {
        ForEach(Array(groups.enumerated()), id: \.offset) { at, letters in
          HStack(spacing: 10) {
            Text(verbatim: "\(at + 1)").explaining()
            Text(letters).font(.title2.monospaced()).minimumScaleFactor(0.5).lineLimit(1)
          }
          .accessibilityElement(children: .ignore)
          .accessibilityLabel(app.speech.spelledGroup(at + 1, letters))
        }
      }
    }
    Note("recovery-how", icon: Icons.edit)
    MainButton("recovery-noted", icon: Icons.check) { onNoted() }
    QuietButton("recovery-copy", icon: Icons.copy) { onCopy() }
    Questions(.recovery)
  }
}
