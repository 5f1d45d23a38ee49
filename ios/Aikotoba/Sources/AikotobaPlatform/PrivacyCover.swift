import AikotobaModel
import SwiftUI

/// Covers the app in the app switcher, and while the screen is recorded or mirrored, unless the
/// settings allow pictures of it.
public struct PrivacyCover: ViewModifier {
  @Environment(\.scenePhase) private var phase
  @Environment(\.isSceneCaptured) private var isCaptured
  private let isAllowed: Bool

  public init(isAllowed: Bool) { self.isAllowed = isAllowed }

  private var isCovered: Bool { phase != .active || (isCaptured && !isAllowed) }

  public func body(content: Content) -> some View {
    content.overlay {
      if isCovered {
        Rectangle().fill(.background).ignoresSafeArea().overlay {
          Image(systemName: "lock.shield").font(.largeTitle).foregroundStyle(.secondary)
            .accessibilityHidden(true)
        }
      }
    }
  }
}
