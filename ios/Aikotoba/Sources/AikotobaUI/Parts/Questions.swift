import AikotobaCore
import SwiftUI

/// The questions that a screen answers, each with its answer below it after a touch.
@MainActor struct Questions: View {
  private let topics: [HelpTopic]

  init(_ topics: [HelpTopic]) { self.topics = topics }

  init(_ place: HelpPlace) { topics = helpTopics(place: place) }

  var body: some View {
    ForEach(topics, id: \.self) { topic in
      DisclosureGroup {
        Sentence(helpAnswer(topic: topic)).frame(maxWidth: .infinity, alignment: .leading)
      } label: {
        Sentence(helpQuestion(topic: topic)).multilineTextAlignment(.leading)
      }
    }
  }
}
