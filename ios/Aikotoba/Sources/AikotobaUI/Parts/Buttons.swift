import AikotobaCore
import SwiftUI

/// The main action of a screen; each screen has one.
@MainActor struct MainButton: View {
  private let words: Sentence
  private let icon: String?
  private let action: @MainActor () -> Void

  init(_ words: Sentence, icon: String? = nil, _ action: @escaping @MainActor () -> Void) {
    self.words = words
    self.icon = icon
    self.action = action
  }

  var body: some View {
    Button(action: action) { WideLabel(words: words, icon: icon) }
      .buttonStyle(.borderedProminent)
      .controlSize(.large)
  }
}

/// An alternative action.
@MainActor struct QuietButton: View {
  private let words: Sentence
  private let icon: String?
  private let action: @MainActor () -> Void

  init(_ words: Sentence, icon: String? = nil, _ action: @escaping @MainActor () -> Void) {
    self.words = words
    self.icon = icon
    self.action = action
  }

  var body: some View {
    Button(action: action) { WideLabel(words: words, icon: icon) }
      .buttonStyle(.bordered)
      .controlSize(.large)
  }
}

/// An action that is rarely used.
@MainActor struct TextAction: View {
  private let words: Sentence
  private let action: @MainActor () -> Void

  init(_ words: Sentence, _ action: @escaping @MainActor () -> Void) {
    self.words = words
    self.action = action
  }

  var body: some View {
    Button(action: action) { words.frame(minHeight: 44) }.buttonStyle(.borderless)
  }
}

/// An entry of a menu, or a button of a bar.
@MainActor struct IconButton: View {
  private let words: Sentence
  private let icon: String
  private let role: ButtonRole?
  private let action: @MainActor () -> Void

  init(
    _ words: Sentence, icon: String, role: ButtonRole? = nil,
    _ action: @escaping @MainActor () -> Void
  ) {
    self.words = words
    self.icon = icon
    self.role = role
    self.action = action
  }

  var body: some View {
    Button(role: role, action: action) {
      Label {
        words
      } icon: {
        Image(systemName: icon)
      }
    }
  }
}

/// A label as wide as the screen allows, with a symbol before it.
@MainActor private struct WideLabel: View {
  let words: Sentence
  let icon: String?

  var body: some View {
    HStack(spacing: 10) {
      if let icon { Image(systemName: icon).accessibilityHidden(true) }
      words.multilineTextAlignment(.center)
    }
    .frame(maxWidth: .infinity)
  }
}
