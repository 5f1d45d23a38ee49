import AikotobaCore
import Foundation

/// A camera that delivers grey frames.
@MainActor public protocol Camera: AnyObject {
  /// Whether it has a light.
  var hasTorch: Bool { get }

  /// The camera's frames until the reader stops. A frame that comes while the previous one is
  /// processed is dropped. Asks for permission first if necessary.
  func frames() -> AsyncStream<CameraEvent>

  func setTorch(_ on: Bool)

  /// Focuses on a point of the upright picture: 0 is left or top, 1 is right or bottom.
  func focusAt(x: Double, y: Double)
}

/// An event of a camera.
public enum CameraEvent: Sendable {
  /// A frame. It is valid until it is released.
  case frame(Luma)

  /// There are no frames at present.
  case failed(CameraError)
}

/// A grey picture: rows of `width` bytes, `stride` bytes apart, that a rotation makes upright.
public struct Luma: Sendable {
  /// The bytes. They are not copied on their way to the core.
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

  /// The layout of its pixels, as the core's type.
  var shape: FrameLayout {
    FrameLayout(
      width: UInt32(width), height: UInt32(height), stride: UInt32(stride), rotation: rotation)
  }

  /// The size of the upright picture.
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
