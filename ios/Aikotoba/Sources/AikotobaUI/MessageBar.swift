import AikotobaModel
import SwiftUI

/// The app's short messages, with an undo button if possible. VoiceOver reads each at once, and a
/// message that can be undone stays until it is closed.
@MainActor struct MessageBar: View {
  /// How long a message without undo is shown: as long as Android's Material does.
  private static let stay = Duration.seconds(4)

  @Environment(AppModel.self) private var app
  @Environment(\.accessibilityReduceMotion) private var isMotionReduced

  var body: some View {
    Group {
      if let message = app.message {
        HStack(spacing: 16) {
          Text(message.text).frame(maxWidth: .infinity, alignment: .leading)
          if let undo = message.undo {
            TextAction("action-undo") {
              app.message = nil
              undo()
            }
          }
          Button(action: { app.message = nil }) {
            Image(systemName: Icons.close).frame(minWidth: 44, minHeight: 44)
          }
          .accessibilityLabel(app.speech.say("action-close"))
        }
        .padding(.horizontal, 16)
        .background(.regularMaterial, in: RoundedRectangle(cornerRadius: 14))
        .padding(12)
        .accessibilityElement(children: .contain)
        .task(id: message.id) {
          AccessibilityNotification.Announcement(message.text).post()
          guard message.undo == nil else { return }
          try? await Task.sleep(for: Self.stay)
          if app.message?.id == message.id { app.message = nil }
        }
      }
    }
    .animation(isMotionReduced ? nil : .default, value: app.message?.id)
  }
}
