import AikotobaCore
import AikotobaModel
import SwiftUI
import UIKit

/// A password field, hidden until the person shows it.
@MainActor struct PasswordField: View {
  @Environment(AppModel.self) private var app
  @State private var isShown = false
  private let key: String
  @Binding private var typed: String
  private let kind: UITextContentType
  private let onDone: @MainActor () -> Void

  init(
    _ key: String, _ typed: Binding<String>, kind: UITextContentType = .password,
    onDone: @escaping @MainActor () -> Void = {}
  ) {
    self.key = key
    _typed = typed
    self.kind = kind
    self.onDone = onDone
  }

  var body: some View {
    HStack {
      Group {
        if isShown {
          TextField(app.speech.say(key), text: $typed)
        } else {
          SecureField(app.speech.say(key), text: $typed)
        }
      }
      .textContentType(kind)
      .textInputAutocapitalization(.never)
      .autocorrectionDisabled()
      .submitLabel(.done)
      .onSubmit(onDone)
      Button(action: { isShown.toggle() }) {
        Image(systemName: isShown ? Icons.eyeOff : Icons.eye).frame(minWidth: 44, minHeight: 44)
      }
      .buttonStyle(.borderless)
      .accessibilityLabel(
        app.speech.say(isShown ? "action-hide-password" : "action-show-password"))
    }
    .padding(.horizontal, 12)
    .background(Color(uiColor: .tertiarySystemFill), in: RoundedRectangle(cornerRadius: 10))
  }
}

/// A field for a line of text, or for a key: letters and digits without autocorrection.
@MainActor struct LineField: View {
  /// What is typed into the field.
  enum Kind { case words, key, note }

  @Environment(AppModel.self) private var app
  private let words: @MainActor (MessageTexts) -> String
  @Binding private var typed: String
  private let kind: Kind
  private let onDone: @MainActor () -> Void

  init(
    _ key: String, _ typed: Binding<String>, facts: KeyValuePairs<String, Fact> = [:],
    kind: Kind = .words, onDone: @escaping @MainActor () -> Void = {}
  ) {
    words = { $0.say(key, facts) }
    _typed = typed
    self.kind = kind
    self.onDone = onDone
  }

  var body: some View {
    VStack(alignment: .leading, spacing: 4) {
      Text(words(app.speech)).explaining().accessibilityHidden(true)
      TextField(words(app.speech), text: $typed, axis: kind == .words ? .horizontal : .vertical)
        .font(kind == .key ? .title3.monospaced() : .body)
        .textInputAutocapitalization(kind == .key ? .characters : .sentences)
        .autocorrectionDisabled(kind != .note)
        .keyboardType(kind == .key ? .asciiCapable : .default)
        .submitLabel(.done)
        .onSubmit(onDone)
        .padding(12)
        .background(Color(uiColor: .tertiarySystemFill), in: RoundedRectangle(cornerRadius: 10))
    }
  }
}

/// A password that was generated for the person, to be written down.
@MainActor struct GeneratedPassword: View {
  let words: String?

  var body: some View {
    if let words {
      Note("backup-password-generated", icon: Icons.edit)
      Text(words).font(.title3).textSelection(.enabled)
    }
  }
}

/// The fields for a new password, typed twice, with its strength.
@MainActor struct NewPasswordFields: View {
  @Bindable private var password: NewPassword
  private let key: String
  private let onDone: @MainActor () -> Void

  init(_ key: String, _ password: NewPassword, onDone: @escaping @MainActor () -> Void) {
    self.key = key
    self.password = password
    self.onDone = onDone
  }

  var body: some View {
    VStack(alignment: .leading, spacing: 12) {
      PasswordField(key, $password.typed, kind: .newPassword)
      Strength(state: password.strength)
      PasswordField("field-password-again", $password.again, kind: .newPassword, onDone: onDone)
      if password.differs { Sentence("passwords-differ").font(.footnote).foregroundStyle(.red) }
    }
    .task(id: password.typed) { await password.judge() }
  }
}

/// The strength of a password, with a warning if it is easy to guess.
@MainActor private struct Strength: View {
  let state: StrengthState

  var body: some View {
    VStack(alignment: .leading, spacing: 6) {
      if let level = state.strength.level {
        ProgressView(value: level).tint(state.weakness == nil ? Palette.accent : .red)
          .accessibilityHidden(true)
      }
      Sentence(.ofPasswordStrength(of: state.strength))
        .font(.footnote)
        .foregroundStyle(state.weakness == nil ? Color.secondary : .red)
      if let weakness = state.weakness {
        Sentence(.ofPasswordWeakness(of: weakness)).font(.footnote)
      }
    }
    .accessibilityElement(children: .combine)
    .accessibilityAddTraits(.updatesFrequently)
  }
}

extension PasswordStrength {
  /// How far the bar is filled, from 0 to 1; the text next to it says the same.
  fileprivate var level: Double? {
    switch self {
    case .empty: nil
    case .weak: 1 / 3
    case .fair: 2 / 3
    case .strong: 1
    }
  }
}
