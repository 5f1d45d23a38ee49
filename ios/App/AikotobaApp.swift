import AikotobaModel
import AikotobaPlatform
import AikotobaUI
import SwiftUI

/// The app: its window, and the events that the system reports.
@main @MainActor
struct AikotobaApp: App {
  @State private var running = RunningApp()

  var body: some Scene {
    WindowGroup {
      Window(running: running)
    }
    .backgroundTask(.appRefresh(RefreshTasks.identifier)) {
      await running.platform.refreshTasks.run(running.app)
    }
  }
}

/// The objects that live as long as the process; `nil` if the app's own folder cannot be created.
@MainActor private final class RunningApp {
  let platform: ApplePlatform
  let app: AppModel
  let autoLock: AutoLock

  init() {
    do {
      platform = try ApplePlatform()
    } catch {
      // An app without a folder of its own can do nothing, and has no catalogue for a message.
      fatalError()
    }
    app = AppModel(platform)
    autoLock = AutoLock(app)
  }
}

@MainActor private struct Window: View {
  @Environment(\.scenePhase) private var phase
  let running: RunningApp

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
