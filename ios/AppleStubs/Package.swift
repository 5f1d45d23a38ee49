// swift-tools-version:6.0
import PackageDescription

// What of Apple's frameworks the iPhone app names, written down by hand, so that its views can be
// type-checked against its models where those frameworks are missing. It proves nothing about
// Apple's API: that is what docs/ios.md is for. Nothing here runs.
let modules: [(name: String, needs: [String])] = [
  ("CoreGraphics", []),
  ("CoreVideo", []),
  ("CoreMedia", ["CoreVideo"]),
  ("Security", ["CoreGraphics"]),
  ("LocalAuthentication", ["CoreGraphics"]),
  ("UniformTypeIdentifiers", ["CoreGraphics"]),
  ("ImageIO", ["CoreGraphics"]),
  ("UIKit", ["CoreGraphics", "UniformTypeIdentifiers"]),
  ("AVFoundation", ["CoreGraphics", "CoreMedia", "UIKit"]),
  ("SwiftUI", ["CoreGraphics", "UIKit", "UniformTypeIdentifiers"]),
  ("PhotosUI", ["UIKit"]),
  ("AuthenticationServices", ["CoreGraphics"]),
]

let package = Package(
  name: "AppleStubs",
  products: [.library(name: "AppleStubs", targets: modules.map(\.name))],
  targets: modules.map { module in
    .target(name: module.name, dependencies: module.needs.map { .target(name: $0) })
  }
)
