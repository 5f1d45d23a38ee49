import CoreGraphics
import Foundation
import ImageIO
import UniformTypeIdentifiers

/// A picture as the core reads it. What it reads by itself goes as it is, and so does what nobody can
/// read: the core says what is wrong with it. What only the system decodes, such as HEIC, becomes a
/// grey PNG.
func pictureForCore(_ file: Data) -> Data {
  guard let source = CGImageSourceCreateWithData(file as CFData, nil),
    let kind = CGImageSourceGetType(source) as String?,
    let type = UTType(kind), !ownKinds.contains(type)
  else { return file }
  return luma(source).flatMap(png) ?? file
}

/// What the core decodes.
private let ownKinds: Set<UTType> = [.png, .jpeg, .gif, .bmp, .webP]

/// The longer side of a picture, at most: a camera's are about as large.
private let longestSide = 4096

/// The brightness of a picture, upright and reduced to a size that fits in memory.
private func luma(_ source: CGImageSource) -> CGImage? {
  let options: [CFString: Any] = [
    kCGImageSourceCreateThumbnailFromImageAlways: true,
    kCGImageSourceCreateThumbnailWithTransform: true,
    kCGImageSourceThumbnailMaxPixelSize: longestSide,
  ]
  guard let image = CGImageSourceCreateThumbnailAtIndex(source, 0, options as CFDictionary),
    let grey = CGContext(
      data: nil, width: image.width, height: image.height, bitsPerComponent: 8,
      bytesPerRow: image.width, space: CGColorSpaceCreateDeviceGray(),
      bitmapInfo: CGImageAlphaInfo.none.rawValue)
  else { return nil }
  let whole = CGRect(x: 0, y: 0, width: image.width, height: image.height)
  // What is transparent is white, as a page is.
  grey.setFillColor(gray: 1, alpha: 1)
  grey.fill(whole)
  grey.draw(image, in: whole)
  return grey.makeImage()
}

private func png(_ image: CGImage) -> Data? {
  let file = NSMutableData()
  let kind = UTType.png.identifier as CFString
  guard let destination = CGImageDestinationCreateWithData(file as CFMutableData, kind, 1, nil)
  else { return nil }
  CGImageDestinationAddImage(destination, image, nil)
  return CGImageDestinationFinalize(destination) ? Data(referencing: file) : nil
}
