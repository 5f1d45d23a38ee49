import AikotobaCore
import AikotobaModel
import SwiftUI

/// A sentence of the catalogue.
@MainActor struct Sentence: View, ExpressibleByStringLiteral {
  @Environment(AppModel.self) private var app
  private let words: @MainActor (MessageTexts) -> String

  init(_ key: String, _ facts: KeyValuePairs<String, Fact> = [:]) {
    words = { $0.say(key, facts) }
  }

  nonisolated init(stringLiteral key: String) { words = { $0.say(key) } }

  /// A name, which is the same in every language.
  init(named name: String) { words = { _ in name } }

  init(_ phrase: Phrase) { words = { $0.say(phrase) } }

  init(_ value: PhraseValue) { words = { $0.say(value) } }

  var body: some View { Text(words(app.speech)) }
}

extension Fact {
  /// A number as an argument of a sentence.
  static func count(_ number: some BinaryInteger) -> Fact { .number(Int64(number)) }
}

extension View {
  /// The style of a line that explains what is above it.
  func explaining() -> some View { font(.footnote).foregroundStyle(.secondary) }

  /// The style of a line that VoiceOver's rotor finds as a heading.
  func heading(_ font: Font = .headline) -> some View {
    self.font(font).accessibilityAddTraits(.isHeader)
  }
}
