import SwiftUI
import UIKit

/// Japanese indigo is the only accent; all other colours are the system's.
enum Palette {
  static let accent = adapting(light: 0x1F4E79, dark: 0x9CC6EC)

  /// The colours of accounts: soft ones that also differ in lightness, for colour-blind people.
  static let accounts: [(paper: Color, ink: Color)] = [
    (colour(0xD9E6F3), colour(0x0B2F4E)),
    (colour(0xF6DFD3), colour(0x5B2A10)),
    (colour(0xDDEBD8), colour(0x1D3D16)),
    (colour(0xF3E7BF), colour(0x4A3A00)),
    (colour(0xE9DDF0), colour(0x3C2150)),
    (colour(0xD2ECEA), colour(0x0A3F3C)),
    (colour(0xF4D9E2), colour(0x5A1633)),
    (colour(0x4F5B67), colour(0xFFFFFF)),
  ]

  /// The colours of an account; the first pair if none was chosen.
  static func account(_ number: UInt8?) -> (paper: Color, ink: Color) {
    accounts[Int(number ?? 0) % accounts.count]
  }

  private static func adapting(light: UInt32, dark: UInt32) -> Color {
    Color(uiColor: UIColor { $0.userInterfaceStyle == .dark ? uiColor(dark) : uiColor(light) })
  }

  private static func colour(_ rgb: UInt32) -> Color { Color(uiColor: uiColor(rgb)) }

  private static func uiColor(_ rgb: UInt32) -> UIColor {
    let part = { (shift: UInt32) in CGFloat(rgb >> shift & 0xFF) / 255 }
    return UIColor(red: part(16), green: part(8), blue: part(0), alpha: 1)
  }
}
