import AikotobaCore
import Foundation

/// A camera that hands over grey frames.
@MainActor public protocol Camera: AnyObject {
  /// Whether it has a light.
  var hasTorch: Bool { get }

  /// What the camera sees, until the reader stops. A frame that comes while the one before is still
  /// looked at is dropped. It asks for permission first where that is needed.
  func frames() -> AsyncStream<CameraEvent>

  func setTorch(_ on: Bool)

  /// Focuses on a point of the upright picture: 0 is left or top, 1 is right or bottom.
  func focusAt(x: Double, y: Double)
}

/// What comes from a camera.
public enum CameraEvent: Sendable {
  /// A frame, until it is let go.
  case frame(Luma)

  /// There are no frames for now.
  case failed(CameraError)
}

/// A grey picture: rows of `width` bytes, `stride` bytes apart, that is upright after a turn.
public struct Luma: Sendable {
  /// The bytes, which are not copied on their way to the core.
  public let pixels: Data
  public let width: Int
  public let height: Int
  public let stride: Int
  public let rotation: Rotation

  public init(pixels: Data, width: Int, height: Int, stride: Int, rotation: Rotation) {
    self.pixels = pixels
    self.width = width
    self.height = height
    self.stride = stride
    self.rotation = rotation
  }

  /// How its pixels lie, as the core asks for it.
  var shape: FrameLayout {
    FrameLayout(
      width: UInt32(width), height: UInt32(height), stride: UInt32(stride), rotation: rotation)
  }

  /// The size of the picture once it stands upright.
  var uprightSize: PictureSize {
    switch rotation {
    case .upright, .clockwise180: PictureSize(width: width, height: height)
    case .clockwise90, .clockwise270: PictureSize(width: height, height: width)
    }
  }
}

/// The size of a picture, in pixels.
public struct PictureSize: Hashable, Sendable {
  public let width: Int
  public let height: Int
}
