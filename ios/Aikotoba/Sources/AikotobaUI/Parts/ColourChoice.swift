import AikotobaCore
import AikotobaModel
import SwiftUI

/// A choice of the colours that an account can have.
@MainActor struct ColourChoice: View {
  @Environment(AppModel.self) private var app
  @Binding var colour: UInt8?

  var body: some View {
    LazyVGrid(columns: [GridItem(.adaptive(minimum: 48))], spacing: 4) {
      ForEach(Palette.accounts.indices, id: \.self) { at in
        let isChosen = Int(colour ?? 0) == at
        Button(action: { colour = UInt8(at) }) {
          ZStack {
            Circle().fill(Palette.accounts[at].paper).frame(width: 38, height: 38)
            if isChosen {
              Image(systemName: Icons.check).foregroundStyle(Palette.accounts[at].ink)
            }
          }
          .frame(width: 48, height: 48)
        }
        .buttonStyle(.plain)
        .accessibilityLabel(app.speech.say("edit-colour-named", ["number": .count(at + 1)]))
        .accessibilityAddTraits(isChosen ? .isSelected : [])
      }
    }
  }
}
