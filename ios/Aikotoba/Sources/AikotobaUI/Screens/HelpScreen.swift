import AikotobaModel
import SwiftUI

/// All questions and answers, which can be searched. They are in the app, because it does not use
/// the network.
@MainActor struct HelpScreen: View {
  @Environment(AppModel.self) private var app
  let model: HelpModel

  var body: some View {
    List {
      if model.found.isEmpty { Sentence("topics-none") }
      Questions(model.found)
    }
    .searchable(text: query, prompt: Text(app.speech.say("topics-search")))
    .titled("topics-title")
  }

  private var query: Binding<String> {
    Binding(get: { model.query }, set: { model.search($0) })
  }
}
