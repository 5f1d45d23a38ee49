import AikotobaCore
import AikotobaModel
import SwiftUI

/// The characters of a code. VoiceOver reads them one by one.
@MainActor struct Digits: View {
  @Environment(AppModel.self) private var app
  let code: ShownCode
  let font: Font
  let colour: Color

  var body: some View {
    Text(code.drawn)
      .font(font.monospacedDigit())
      .foregroundStyle(colour)
      .lineLimit(1)
      .minimumScaleFactor(0.4)
      .accessibilityLabel(app.speech.spelled(code.drawn))
  }
}

/// As many dots as a hidden code has characters.
@MainActor struct HiddenDigits: View {
  @Environment(AppModel.self) private var app
  let characters: UInt8

  var body: some View {
    HStack(spacing: 8) {
      ForEach(0..<Int(characters), id: \.self) { _ in
        Circle().frame(width: 9, height: 9).foregroundStyle(.secondary)
      }
    }
    .frame(minHeight: 36)
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(app.speech.say("code-hidden"))
  }
}

/// The remaining seconds of a code, in a ring that empties.
@MainActor struct Ring: View {
  @Environment(AppModel.self) private var app
  @Environment(\.accessibilityReduceMotion) private var isMotionReduced
  @ScaledMetric private var side = 36.0
  let countdown: Countdown

  var body: some View {
    ZStack {
      Circle().stroke(.quaternary, lineWidth: 3.5)
      Circle()
        .trim(from: 0, to: countdown.fractionLeft)
        .stroke(countdown.colour, style: StrokeStyle(lineWidth: 3.5, lineCap: .round))
        .rotationEffect(.degrees(-90))
        .animation(isMotionReduced ? nil : .linear, value: countdown.fractionLeft)
      Text(verbatim: "\(countdown.secondsLeft)").font(.footnote.monospacedDigit())
    }
    .frame(width: side, height: side)
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(
      app.speech.say("code-seconds-left", ["seconds": .count(countdown.secondsLeft)]))
  }
}

extension Countdown {
  /// The colour of a code: the accent, and a warning colour in its last seconds.
  var colour: Color { urgency == .last ? .red : Palette.accent }
}
