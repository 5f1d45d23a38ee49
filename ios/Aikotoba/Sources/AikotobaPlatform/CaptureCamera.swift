import AVFoundation
import AikotobaModel
import Foundation

/// The camera at the back of the device.
@MainActor public final class CaptureCamera: Camera {
  private let device: AVCaptureDevice
  private let frameSource: CaptureFrames
  private let turning: AVCaptureDevice.RotationCoordinator
  private var turned: NSKeyValueObservation?

  /// The preview layer for the screen.
  let preview = AVCaptureVideoPreviewLayer()

  /// `nil` if the device has no camera.
  public init?() {
    guard
      let device = AVCaptureDevice.default(.builtInWideAngleCamera, for: .video, position: .back)
    else { return nil }
    self.device = device
    frameSource = CaptureFrames(device)
    preview.session = frameSource.session
    preview.videoGravity = .resizeAspectFill
    turning = AVCaptureDevice.RotationCoordinator(device: device, previewLayer: preview)
  }

  public var hasTorch: Bool { device.hasTorch }

  public func frames() -> AsyncStream<CameraEvent> {
    // The buffer holds only the newest frame: it replaces one that was not processed yet.
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { stream in
      let asked = Task { await self.begin(stream) }
      stream.onTermination = { [frameSource] _ in
        asked.cancel()
        frameSource.stop()
      }
    }
  }

  private func begin(_ stream: AsyncStream<CameraEvent>.Continuation) async {
    guard await AVCaptureDevice.requestAccess(for: .video) else {
      stream.yield(.failed(.notAllowed))
      return
    }
    if Task.isCancelled { return }
    turned = turning.observe(\.videoRotationAngleForHorizonLevelPreview, options: [.initial, .new])
    {
      [weak self] _, _ in
      // The system reports on the main queue.
      MainActor.assumeIsolated { self?.turn() }
    }
    frameSource.start(stream)
  }

  /// Rotates the preview and the frames as the screen is rotated.
  private func turn() {
    let angle = turning.videoRotationAngleForHorizonLevelPreview
    if let connection = preview.connection, connection.isVideoRotationAngleSupported(angle) {
      connection.videoRotationAngle = angle
    }
    frameSource.turn(to: CameraTurn(degrees: angle))
  }

  public func setTorch(_ on: Bool) {
    change { device in
      if device.isTorchModeSupported(on ? .on : .off) { device.torchMode = on ? .on : .off }
    }
  }

  public func focusAt(x: Double, y: Double) {
    let turn = CameraTurn(degrees: turning.videoRotationAngleForHorizonLevelPreview)
    let point = turn.sensorPoint(x: x, y: y)
    change { device in
      if device.isFocusPointOfInterestSupported, device.isFocusModeSupported(.continuousAutoFocus) {
        device.focusPointOfInterest = point
        device.focusMode = .continuousAutoFocus
      }
      if device.isExposurePointOfInterestSupported,
        device.isExposureModeSupported(.continuousAutoExposure)
      {
        device.exposurePointOfInterest = point
        device.exposureMode = .continuousAutoExposure
      }
    }
  }

  /// Changes the camera's configuration. While another app holds the camera it cannot be
  /// configured, and the picture stays as it is.
  private func change(_ block: (AVCaptureDevice) -> Void) {
    guard (try? device.lockForConfiguration()) != nil else { return }
    block(device)
    device.unlockForConfiguration()
  }
}
