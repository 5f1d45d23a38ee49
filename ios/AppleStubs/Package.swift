// swift-tools-version:6.0
import PackageDescription

// The declarations of Apple's frameworks that the iPhone app uses, written by hand, so that its
// views can be type-checked against its models on machines without those frameworks. They prove
// nothing about Apple's API, which docs/ios.md documents. Nothing here runs.
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
  ("BackgroundTasks", []),
]

let package = Package(
  name: "AppleStubs",
  products: [.library(name: "AppleStubs", targets: modules.map(\.name))],
  targets: modules.map { module in
    .target(name: module.name, dependencies: module.needs.map { .target(name: $0) })
  }
)
