import AikotobaModel
import AikotobaPlatform
import AikotobaUI
import SwiftUI

/// The app: its window, and what the system tells it.
@main @MainActor
struct AikotobaApp: App {
  @State private var running = Running()

  var body: some Scene {
    WindowGroup {
      Window(running: running)
    }
  }
}

/// What lives as long as the process; `nil` where the app's own folder can't be made.
@MainActor private final class Running {
  let platform: ApplePlatform
  let app: AppModel
  let autoLock: AutoLock

  init() {
    do {
      platform = try ApplePlatform()
    } catch {
      // Without a folder of its own an app can do nothing, and has no catalogue to say so with.
      fatalError()
    }
    app = AppModel(platform)
    autoLock = AutoLock(app)
  }
}

@MainActor private struct Window: View {
  @Environment(\.scenePhase) private var phase
  let running: Running

  var body: some View {
    AppView(running.app)
      .onOpenURL { url in
        Task { running.app.receive(await arrival(url)) }
      }
      .onChange(of: phase) { _, phase in
        switch phase {
        case .active: running.autoLock.shown()
        case .background: running.autoLock.hidden()
        default: break
        }
      }
  }
}

extension AppleClipboard: @retroactive ButtonedClipboard {
  public func button(_ onPaste: @escaping @MainActor (Incoming?) -> Void) -> AnyView {
    AnyView(PasteControl(onPaste))
  }
}

extension CaptureCamera: @retroactive PreviewedCamera {
  public var picture: AnyView { AnyView(CameraPreview(self)) }
}
