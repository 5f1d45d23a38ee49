import AikotobaCore
import Foundation

/// An error in three sentences.
public struct ErrorText: Hashable, Sendable {
  public let happened: String
  public let safe: String
  public let next: String
}

/// The catalogue in one language, for the screens.
public struct MessageTexts: Sendable {
  let words: Words
  private let zone: TimeZone

  init(_ words: Words, zone: TimeZone = .current) {
    self.words = words
    self.zone = zone
  }

  /// `ja` or `en`.
  public var language: String { words.tag() }

  public func say(_ key: String, _ facts: KeyValuePairs<String, Fact> = [:]) -> String {
    words.say(key: key, facts: facts.map { NamedFact(name: $0.key, fact: $0.value) })
  }

  public func say(_ phrase: PhraseValue) -> String { words.phraseValue(phrase: phrase) }

  public func say(_ phrase: Phrase) -> String { words.phrase(phrase: phrase) }

  /// The message about a saved backup.
  public func saved(_ warnings: [PhraseValue]) -> String { words.savedBackup(warnings: warnings) }

  /// A code for VoiceOver, character by character.
  public func spelled(_ code: String) -> String { words.spelled(code: code) }

  /// A numbered group of a recovery code for VoiceOver.
  public func spelledGroup(_ number: Int, _ group: String) -> String {
    words.spelledGroup(number: UInt32(number), group: group)
  }

  public func tell(_ failure: Failure) -> ErrorText { errorText(words.failure(failure: failure)) }

  /// The error of a state.
  public func error(_ why: PhraseValue) -> ErrorText { errorText(words.error(why: why)) }

  /// The message about a refused entry: its name and the reason.
  public func tell(_ name: String, _ why: PhraseValue) -> ErrorText {
    errorText(words.refusal(name: name, why: why))
  }

  /// A time in the usual notation of the language.
  public func time(_ moment: UnixMillis) -> String {
    words.moment(moment: moment, offsetSeconds: offsetSeconds(moment))
  }

  /// The offset of local time from UTC at a moment.
  func offsetSeconds(_ moment: UnixMillis) -> Int32 {
    let date = Date(timeIntervalSince1970: Double(moment.value) / 1000)
    return Int32(zone.secondsFromGMT(for: date))
  }

  /// The questions whose text or answer contains all words of a query.
  public func searchHelp(_ query: String) -> [HelpTopic] { words.searchHelp(query: query) }

  private func errorText(_ sentences: Sentences) -> ErrorText {
    ErrorText(happened: sentences.happened, safe: sentences.safe, next: sentences.next)
  }
}
