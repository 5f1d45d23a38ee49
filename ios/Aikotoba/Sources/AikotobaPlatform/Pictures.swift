import CoreGraphics
import Foundation
import ImageIO
import UniformTypeIdentifiers

/// A picture for the core. Formats that the core decodes, and data that is no picture, are passed
/// on unchanged; the core reports what is wrong with it. A format that only the system decodes,
/// such as HEIC, is converted to a grey PNG.
func pictureForCore(_ file: Data) -> Data {
  guard let source = CGImageSourceCreateWithData(file as CFData, nil),
    let kind = CGImageSourceGetType(source) as String?,
    let type = UTType(kind), !ownKinds.contains(type)
  else { return file }
  return luma(source).flatMap(png) ?? file
}

/// The formats that the core decodes.
private let ownKinds: Set<UTType> = [.png, .jpeg, .gif, .bmp, .webP]

/// The maximum length of the longer side, in pixels: about that of a camera's picture.
private let longestSide = 4096

/// A grey copy of the picture, upright and reduced to a size that fits in memory.
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
  // Transparent pixels become white, like paper.
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
