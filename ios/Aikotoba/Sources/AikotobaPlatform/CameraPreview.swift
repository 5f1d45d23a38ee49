import AVFoundation
import SwiftUI
import UIKit

/// The camera's picture, scaled to cover its space.
public struct CameraPreview: UIViewRepresentable {
  private let camera: CaptureCamera

  public init(_ camera: CaptureCamera) { self.camera = camera }

  public func makeUIView(context: Context) -> LayerView { LayerView(camera.preview) }

  public func updateUIView(_ view: LayerView, context: Context) {}
}

/// A view that a layer fills.
public final class LayerView: UIView {
  private let filling: CALayer

  init(_ filling: CALayer) {
    self.filling = filling
    super.init(frame: .zero)
    layer.addSublayer(filling)
  }

  @available(*, unavailable)
  public required init?(coder: NSCoder) { nil }

  public override func layoutSubviews() {
    super.layoutSubviews()
    filling.frame = bounds
  }
}
