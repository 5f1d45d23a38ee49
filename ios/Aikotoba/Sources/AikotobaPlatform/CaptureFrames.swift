import AVFoundation
import AikotobaModel
import Foundation

/// The capture session, on a queue of its own: starting it blocks, and its frames are delivered
/// there.
///
/// `@unchecked Sendable`: the mutable properties are used on `queue` alone. The session itself may
/// be given to a preview layer from any thread.
final class CaptureFrames: NSObject, @unchecked Sendable {
  let session = AVCaptureSession()
  private let device: AVCaptureDevice
  private let output = AVCaptureVideoDataOutput()
  private let queue = DispatchQueue(label: "app.aikotoba.camera", qos: .userInitiated)
  private var isConfigured = false
  private var stream: AsyncStream<CameraEvent>.Continuation?
  private var turn = CameraTurn(degrees: 0)
  private var watchers: [any NSObjectProtocol] = []

  init(_ device: AVCaptureDevice) { self.device = device }

  func start(_ stream: AsyncStream<CameraEvent>.Continuation) {
    queue.async { [self] in
      self.stream = stream
      guard configure() else {
        stream.yield(.failed(.failed))
        return
      }
      watch()
      session.startRunning()
    }
  }

  func stop() {
    queue.async { [self] in
      watchers.forEach(NotificationCenter.default.removeObserver)
      watchers = []
      stream = nil
      session.stopRunning()
    }
  }

  func turn(to turn: CameraTurn) { queue.async { self.turn = turn } }

  /// Configures the session: only the luma plane is needed, and a code is readable from farthest
  /// away in the largest picture.
  private func configure() -> Bool {
    if isConfigured { return true }
    guard let input = try? AVCaptureDeviceInput(device: device) else { return false }
    session.beginConfiguration()
    defer { session.commitConfiguration() }
    guard session.canAddInput(input), session.canAddOutput(output) else { return false }
    session.addInput(input)
    output.alwaysDiscardsLateVideoFrames = true
    output.videoSettings = [
      kCVPixelBufferPixelFormatTypeKey as String: kCVPixelFormatType_420YpCbCr8BiPlanarFullRange
    ]
    output.setSampleBufferDelegate(self, queue: queue)
    session.addOutput(output)
    if session.canSetSessionPreset(.hd1920x1080) { session.sessionPreset = .hd1920x1080 }
    isConfigured = true
    return true
  }

  /// A session that was interrupted, as by a call, continues by itself after the interruption. One
  /// that failed is started again.
  private func watch() {
    let center = NotificationCenter.default
    let observe = {
      [self] (name: Notification.Name, act: @escaping @Sendable (Notification) -> Void) in
      watchers.append(center.addObserver(forName: name, object: session, queue: nil, using: act))
    }
    observe(AVCaptureSession.wasInterruptedNotification) { [weak self] notification in
      let number = notification.userInfo?[AVCaptureSessionInterruptionReasonKey] as? Int
      let reason = number.flatMap(AVCaptureSession.InterruptionReason.init)
      let isTaken = reason == .videoDeviceInUseByAnotherClient
      self?.say(.failed(isTaken ? .inUse : .failed))
    }
    observe(AVCaptureSession.runtimeErrorNotification) { [weak self] notification in
      let error = notification.userInfo?[AVCaptureSessionErrorKey] as? AVError
      self?.say(.failed(.failed))
      if error?.code == .mediaServicesWereReset { self?.restart() }
    }
  }

  private func say(_ event: CameraEvent) { queue.async { self.stream?.yield(event) } }

  private func restart() { queue.async { if self.stream != nil { self.session.startRunning() } } }
}

extension CaptureFrames: AVCaptureVideoDataOutputSampleBufferDelegate {
  func captureOutput(
    _ output: AVCaptureOutput, didOutput sampleBuffer: CMSampleBuffer,
    from connection: AVCaptureConnection
  ) {
    guard let buffer = CMSampleBufferGetImageBuffer(sampleBuffer),
      let luma = LockedPlane(buffer)?.luma(turn)
    else { return }
    stream?.yield(.frame(luma))
  }
}
