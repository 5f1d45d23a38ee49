import AikotobaCore
import Observation

/// Whether the camera gives frames.
public enum CameraState: Sendable {
  case on

  /// It gives none. `errorText` is the reason, or `nil` if nobody asked for frames.
  case off(errorText: ErrorText?, settingsHelp: Bool)

  static func refused(_ why: CameraError, _ speech: MessageTexts) -> CameraState {
    .off(errorText: speech.tell(cameraFailure(why: why)), settingsHelp: isForTheSettings(why: why))
  }
}

/// The camera of a scan screen: its picture, its light, and the reason if it gives no frames.
@MainActor @Observable public final class LiveCamera {
  private let app: AppModel
  public let source: (any Camera)?
  public private(set) var state: CameraState

  /// The size of the upright picture.
  public private(set) var upright: PictureSize?
  public private(set) var torch = false

  init(_ app: AppModel, isWanted: Bool) {
    self.app = app
    source = isWanted ? app.platform.camera : nil
    if source != nil {
      state = .on
    } else {
      state = isWanted ? .refused(.missing, app.speech) : .off(errorText: nil, settingsHelp: false)
    }
  }

  public var isOn: Bool {
    guard case .on = state else { return false }
    return true
  }

  public var hasTorch: Bool { isOn && source?.hasTorch == true }

  /// Passes on frames while the screen is shown. After an interruption, as by a call, the frames
  /// continue.
  func watch(_ look: @MainActor (Luma) async -> Void) async {
    guard let source else { return }
    for await event in source.frames() {
      switch event {
      case .frame(let luma):
        state = .on
        upright = luma.uprightSize
        await look(luma)
      case .failed(let why): state = .refused(why, app.speech)
      }
    }
  }

  public func switchTorch() {
    torch.toggle()
    source?.setTorch(torch)
  }

  func darken() { if torch { switchTorch() } }

  public func focusAt(x: Double, y: Double) { source?.focusAt(x: x, y: y) }

  public func openSettings() { app.platform.openSettings(.appPermissions) }
}
