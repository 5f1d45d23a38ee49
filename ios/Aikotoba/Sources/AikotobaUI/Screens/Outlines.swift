import AikotobaCore
import AikotobaModel
import SwiftUI

/// The position of the camera's picture, scaled to cover a space and cropped as the preview is.
struct Cover {
  private let origin: CGPoint
  private let size: CGSize

  init(_ upright: PictureSize?, in space: CGSize) {
    guard let upright, upright.width > 0, upright.height > 0 else {
      (origin, size) = (.zero, space)
      return
    }
    let scale = max(
      space.width / CGFloat(upright.width), space.height / CGFloat(upright.height))
    size = CGSize(width: CGFloat(upright.width) * scale, height: CGFloat(upright.height) * scale)
    origin = CGPoint(x: (space.width - size.width) / 2, y: (space.height - size.height) / 2)
  }

  /// The point in the space at a point of the picture. 0 is left or top, 1 is right or bottom.
  func point(_ corner: Corner) -> CGPoint {
    CGPoint(
      x: origin.x + CGFloat(corner.x) * size.width, y: origin.y + CGFloat(corner.y) * size.height)
  }

  /// The point of the picture, as fractions of its size, at a point in the space.
  func fraction(of point: CGPoint) -> (x: Double, y: Double) {
    guard size.width > 0, size.height > 0 else { return (0.5, 0.5) }
    let within = { (value: CGFloat) in Double(min(max(value, 0), 1)) }
    return (
      within((point.x - origin.x) / size.width), within((point.y - origin.y) / size.height)
    )
  }
}

/// The outline of every code that was read, over the camera's picture.
@MainActor struct Outlines: View {
  let upright: PictureSize?
  let findings: [CodeInSight]

  var body: some View {
    Canvas { context, size in
      let cover = Cover(upright, in: size)
      for finding in findings where !finding.corners.isEmpty {
        var path = Path()
        path.addLines(finding.corners.map(cover.point))
        path.closeSubpath()
        let style = StrokeStyle(lineWidth: 4, lineJoin: .round)
        context.stroke(path, with: .color(finding.isAccount ? .green : .yellow), style: style)
      }
    }
    .allowsHitTesting(false)
    .accessibilityHidden(true)
  }
}

extension CodeInSight {
  fileprivate var isAccount: Bool {
    guard case .account = subject else { return false }
    return true
  }
}

/// A camera whose picture can be drawn. Only the platform knows the view.
@MainActor public protocol PreviewedCamera: Camera {
  var picture: AnyView { get }
}
