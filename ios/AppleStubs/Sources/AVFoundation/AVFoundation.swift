@_exported import CoreGraphics
@_exported import CoreMedia
import UIKit

public struct AVMediaType: Sendable { public static let video = Self() }

public enum AVLayerVideoGravity: Sendable { case resizeAspectFill }

public class AVCaptureDevice: NSObject, @unchecked Sendable {
  public struct DeviceType: Sendable { public static let builtInWideAngleCamera = Self() }
  public enum Position: Int { case back }
  public enum TorchMode: Int { case off, on }
  public enum FocusMode: Int { case continuousAutoFocus }
  public enum ExposureMode: Int { case continuousAutoExposure }

  public class func `default`(
    _ type: DeviceType, for media: AVMediaType?, position: Position
  ) -> AVCaptureDevice? { nil }
  public class func requestAccess(for media: AVMediaType) async -> Bool { false }

  public var hasTorch: Bool { false }
  public var torchMode = TorchMode.off
  public var focusMode = FocusMode.continuousAutoFocus
  public var focusPointOfInterest = CGPoint.zero
  public var exposureMode = ExposureMode.continuousAutoExposure
  public var exposurePointOfInterest = CGPoint.zero
  public var isFocusPointOfInterestSupported: Bool { false }
  public var isExposurePointOfInterestSupported: Bool { false }
  public func isTorchModeSupported(_ mode: TorchMode) -> Bool { false }
  public func isFocusModeSupported(_ mode: FocusMode) -> Bool { false }
  public func isExposureModeSupported(_ mode: ExposureMode) -> Bool { false }
  public func lockForConfiguration() throws {}
  public func unlockForConfiguration() {}

  public final class RotationCoordinator: NSObject, ObservedByKey, @unchecked Sendable {
    public init(device: AVCaptureDevice, previewLayer: CALayer?) {}
    public var videoRotationAngleForHorizonLevelPreview: CGFloat { 0 }
  }
}

public class AVCaptureInput: NSObject {}

public class AVCaptureDeviceInput: AVCaptureInput {
  public init(device: AVCaptureDevice) throws {}
}

public class AVCaptureOutput: NSObject {}

public class AVCaptureConnection: NSObject {
  public var videoRotationAngle: CGFloat = 0
  public func isVideoRotationAngleSupported(_ angle: CGFloat) -> Bool { false }
}

public protocol AVCaptureVideoDataOutputSampleBufferDelegate: NSObjectProtocol {
  func captureOutput(
    _ output: AVCaptureOutput, didOutput sampleBuffer: CMSampleBuffer,
    from connection: AVCaptureConnection)
}

public class AVCaptureVideoDataOutput: AVCaptureOutput {
  public var alwaysDiscardsLateVideoFrames = true
  public var videoSettings: [String: Any]! = [:]
  public func setSampleBufferDelegate(
    _ delegate: (any AVCaptureVideoDataOutputSampleBufferDelegate)?, queue: DispatchQueue?
  ) {}
}

public let AVCaptureSessionInterruptionReasonKey = "InterruptionReason"
public let AVCaptureSessionErrorKey = "Error"

public struct AVError: Error {
  public enum Code: Int { case mediaServicesWereReset }
  public var code: Code { .mediaServicesWereReset }
}

public class AVCaptureSession: NSObject, @unchecked Sendable {
  public struct Preset: Sendable { public static let hd1920x1080 = Self() }
  public enum InterruptionReason: Int { case videoDeviceInUseByAnotherClient = 3 }
  public static let wasInterruptedNotification = Notification.Name("wasInterrupted")
  public static let runtimeErrorNotification = Notification.Name("runtimeError")
  public var sessionPreset = Preset.hd1920x1080
  public func canSetSessionPreset(_ preset: Preset) -> Bool { false }
  public func beginConfiguration() {}
  public func commitConfiguration() {}
  public func canAddInput(_ input: AVCaptureInput) -> Bool { false }
  public func canAddOutput(_ output: AVCaptureOutput) -> Bool { false }
  public func addInput(_ input: AVCaptureInput) {}
  public func addOutput(_ output: AVCaptureOutput) {}
  public func startRunning() {}
  public func stopRunning() {}
}

public class AVCaptureVideoPreviewLayer: CALayer {
  public var session: AVCaptureSession?
  public var videoGravity = AVLayerVideoGravity.resizeAspectFill
  public var connection: AVCaptureConnection? { nil }
}

public class AVAudioSession: NSObject, @unchecked Sendable {
  public struct Category: Sendable { public static let ambient = Self() }
  public class func sharedInstance() -> AVAudioSession { AVAudioSession() }
  public func setCategory(_ category: Category) throws {}
}

public class AVAudioPlayer: NSObject {
  public init(data: Data) throws {}
  @discardableResult public func play() -> Bool { false }
}
