import AikotobaCore
import AikotobaModel
import SwiftUI

/// The code in large type, with its remaining seconds.
@MainActor struct BigCode: View {
  let model: EnrolmentModel
  let face: CodeFace

  var body: some View {
    Card {
      HStack(spacing: 8) {
        Image(systemName: Icons.shield).accessibilityHidden(true)
        Sentence("enrol-saved").font(.subheadline.bold())
      }
      .foregroundStyle(.tint)
      Names(model.state.issuer, model.state.label)
      switch face {
      case .shown(let code, let next, let countdown):
        HStack(spacing: 12) {
          Digits(code: code, font: .system(.largeTitle).bold(), colour: countdown.colour)
          Spacer(minLength: 0)
          Ring(countdown: countdown)
        }
        .padding(.vertical, 6)
        if let advice = model.state.advice { Sentence(.ofAdvice(of: advice)) }
        if let next {
          HStack(spacing: 10) {
            Sentence("code-next-is").explaining()
            Digits(code: next, font: .body, colour: .secondary)
          }
        }
      case .onRequest(let taken):
        if let taken { Digits(code: taken, font: .largeTitle.bold(), colour: Palette.accent) }
        QuietButton("code-take") { model.take() }
      case .hidden: EmptyView()
      }
      QuietButton("action-copy", icon: Icons.copy) { model.copy() }
    }
  }
}
