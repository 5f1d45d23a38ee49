import AikotobaModel
import CoreVideo
import Foundation

/// The luma plane of a camera frame, locked until its last reader releases it.
///
/// `@unchecked Sendable`: the buffer is locked for reading for as long as this exists, and nobody
/// writes to it.
final class LockedPlane: @unchecked Sendable {
  private let buffer: CVPixelBuffer
  private let base: UnsafeMutableRawPointer

  /// `nil` if the frame has no such plane or cannot be read.
  init?(_ buffer: CVPixelBuffer) {
    guard CVPixelBufferLockBaseAddress(buffer, .readOnly) == kCVReturnSuccess else { return nil }
    guard let base = CVPixelBufferGetBaseAddressOfPlane(buffer, 0) else {
      CVPixelBufferUnlockBaseAddress(buffer, .readOnly)
      return nil
    }
    self.buffer = buffer
    self.base = base
  }

  deinit { CVPixelBufferUnlockBaseAddress(buffer, .readOnly) }

  /// The frame's pixels without a copy: they keep this plane alive, and the plane keeps the frame.
  func luma(_ turn: CameraTurn) -> Luma {
    let stride = CVPixelBufferGetBytesPerRowOfPlane(buffer, 0)
    let height = CVPixelBufferGetHeightOfPlane(buffer, 0)
    let pixels = Data(
      bytesNoCopy: base, count: stride * height,
      deallocator: .custom { _, _ in withExtendedLifetime(self) {} })
    return Luma(
      pixels: pixels, width: CVPixelBufferGetWidthOfPlane(buffer, 0), height: height,
      stride: stride, rotation: turn.rotation)
  }
}
