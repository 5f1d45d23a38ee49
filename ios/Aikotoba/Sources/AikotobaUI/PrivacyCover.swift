import AikotobaModel
import SwiftUI

/// Covers the content in the app switcher, and while the screen is recorded or mirrored, unless the
/// settings allow pictures of it. A sheet needs a cover of its own, because it is above that of the
/// screen.
struct PrivacyCover: ViewModifier {
  @Environment(\.scenePhase) private var phase
  @Environment(\.isSceneCaptured) private var isCaptured
  let app: AppModel

  @MainActor private var isCovered: Bool {
    phase != .active || (isCaptured && app.settings.settings.screenshots != .on)
  }

  func body(content: Content) -> some View {
    content.overlay {
      if isCovered {
        Rectangle().fill(.background).ignoresSafeArea().overlay {
          Image(systemName: Icons.shield).font(.largeTitle).foregroundStyle(.secondary)
            .accessibilityHidden(true)
        }
      }
    }
  }
}
