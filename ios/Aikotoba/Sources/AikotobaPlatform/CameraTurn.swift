import AikotobaCore
import Foundation

/// The clockwise rotation that makes a camera's picture upright.
struct CameraTurn: Sendable {
  /// The rotation as the core's type.
  let rotation: Rotation

  init(degrees: CGFloat) {
    switch Int(degrees.rounded()) {
    case 90: rotation = .clockwise90
    case 180: rotation = .clockwise180
    case 270: rotation = .clockwise270
    default: rotation = .upright
    }
  }

  /// The point of the sensor at a point of the upright picture. 0 is left or top, 1 right or
  /// bottom.
  func sensorPoint(x: Double, y: Double) -> CGPoint {
    switch rotation {
    case .upright: CGPoint(x: x, y: y)
    case .clockwise90: CGPoint(x: y, y: 1 - x)
    case .clockwise180: CGPoint(x: 1 - x, y: 1 - y)
    case .clockwise270: CGPoint(x: 1 - y, y: x)
    }
  }
}
