import AikotobaCore
import AikotobaModel
import SwiftUI

/// A page that scrolls if it does not fit, of limited width: longer lines are tiring to read.
@MainActor struct Page<Content: View>: View {
  @ViewBuilder let content: Content

  var body: some View {
    ScrollView {
      VStack(alignment: .leading, spacing: 16) { content }
        .frame(maxWidth: 560)
        .padding(.horizontal, 20)
        .padding(.vertical, 12)
        .frame(maxWidth: .infinity)
    }
    .scrollDismissesKeyboard(.interactively)
  }
}

/// A frame around related content.
@MainActor struct Card<Content: View>: View {
  @ViewBuilder let content: Content

  var body: some View {
    VStack(alignment: .leading, spacing: 10) { content }
      .padding(16)
      .frame(maxWidth: .infinity, alignment: .leading)
      .background(
        Color(uiColor: .secondarySystemBackground), in: RoundedRectangle(cornerRadius: 14))
  }
}

/// An error: what happened, what to do next, what is safe. VoiceOver reads it as soon as it appears.
@MainActor struct ErrorPanel: View {
  let text: ErrorText?

  var body: some View {
    if let text {
      HStack(alignment: .top, spacing: 12) {
        Image(systemName: Icons.warning).accessibilityHidden(true)
        VStack(alignment: .leading, spacing: 6) {
          Text(text.happened).font(.headline)
          if !text.next.isEmpty { Text(text.next) }
          if !text.safe.isEmpty { Text(text.safe).font(.footnote) }
        }
      }
      .padding(16)
      .frame(maxWidth: .infinity, alignment: .leading)
      .background(Color.red.opacity(0.14), in: RoundedRectangle(cornerRadius: 14))
      .accessibilityElement(children: .combine)
      .task(id: text) { AccessibilityNotification.Announcement(text.happened).post() }
    }
  }
}

/// A note next to a symbol.
@MainActor struct Note: View {
  private let words: Sentence
  private let icon: String

  init(_ words: Sentence, icon: String = Icons.info) {
    self.words = words
    self.icon = icon
  }

  var body: some View {
    HStack(alignment: .top, spacing: 12) {
      Image(systemName: icon).foregroundStyle(.tint).accessibilityHidden(true)
      words
    }
    .padding(14)
    .frame(maxWidth: .infinity, alignment: .leading)
    .background(Color(uiColor: .secondarySystemBackground), in: RoundedRectangle(cornerRadius: 14))
  }
}

/// Progress of something that takes a while.
@MainActor struct Working: View {
  private let words: Sentence
  private let done: Double?

  init(_ words: Sentence, done: Double? = nil) {
    self.words = words
    self.done = done
  }

  var body: some View {
    VStack(alignment: .leading, spacing: 10) {
      words
      if let done { ProgressView(value: done) } else { ProgressView() }
    }
    .accessibilityElement(children: .combine)
    .accessibilityAddTraits(.updatesFrequently)
  }
}

/// A success.
@MainActor struct Success<Content: View>: View {
  @ViewBuilder let content: Content

  var body: some View {
    VStack(spacing: 16) {
      Image(systemName: Icons.seal).font(.largeTitle).imageScale(.large).foregroundStyle(.tint)
        .accessibilityHidden(true)
      content.multilineTextAlignment(.center)
    }
    .frame(maxWidth: .infinity)
    .padding(.top, 24)
  }
}
