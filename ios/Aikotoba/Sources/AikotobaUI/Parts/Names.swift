import AikotobaCore
import SwiftUI

/// The initial letter of an account, on its colour.
@MainActor struct Monogram: View {
  @ScaledMetric private var side = 40.0
  let letter: String
  let colour: UInt8?

  var body: some View {
    let (paper, ink) = Palette.account(colour)
    Text(letter)
      .font(.headline)
      .foregroundStyle(ink)
      .frame(width: side, height: side)
      .background(paper, in: RoundedRectangle(cornerRadius: 12))
      .accessibilityHidden(true)
  }
}

/// The site and the account's name, with the matches of a search highlighted.
@MainActor struct Names: View {
  private let issuer: String
  private let label: String
  private let spans: [MatchSpan]

  init(_ issuer: String, _ label: String, _ spans: [MatchSpan] = []) {
    self.issuer = issuer
    self.label = label
    self.spans = spans
  }

  var body: some View {
    VStack(alignment: .leading, spacing: 2) {
      Text(issuer.isEmpty ? marked(label, .label) : marked(issuer, .issuer))
        .font(.headline)
        .lineLimit(2)
      if !issuer.isEmpty && !label.isEmpty {
        Text(marked(label, .label)).font(.subheadline).foregroundStyle(.secondary).lineLimit(2)
      }
    }
  }

  /// The core counts a match in UTF-16 units, as the strings of both platforms do.
  private func marked(_ name: String, _ field: NameField) -> AttributedString {
    var text = AttributedString(name)
    for span in spans where span.field == field {
      let units = NSRange(location: Int(span.from), length: Int(span.until - span.from))
      guard let found = Range(units, in: name), let range = Range(found, in: text) else { continue }
      text[range].foregroundColor = Palette.accent
      text[range].underlineStyle = .single
    }
    return text
  }
}
