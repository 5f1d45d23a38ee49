import AikotobaCore
import AikotobaModel
import SwiftUI

/// Corrects the clock for codes, by half a minute at each touch.
@MainActor struct CorrectionScreen: View {
  let model: CorrectionModel

  var body: some View {
    Page {
      Sentence("correction-why")
      Card { now.font(.headline) }
      MainButton("correction-later", icon: Icons.clock) { model.later() }
      MainButton("correction-earlier", icon: Icons.clock) { model.earlier() }
      if model.isOn { QuietButton("correction-off") { model.turnOff() } }
    }
    .titled("correction-title")
  }

  private var now: Sentence {
    if !model.isOn { return "correction-none" }
    let way = Fact.text(model.seconds > 0 ? "later" : "earlier")
    return Sentence("correction-now", ["seconds": .count(model.seconds.magnitude), "way": way])
  }
}
