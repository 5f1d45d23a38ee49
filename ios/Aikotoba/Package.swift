// swift-tools-version:6.0
import PackageDescription

// On Linux, where the checks run, the core is a library built by cargo. On Apple's systems it is an
// XCFramework built by `cargo xtask ios`.
#if os(Linux)
  // Stubs of Apple's frameworks, so that the views are type-checked here too.
  let stubs: [Package.Dependency] = [.package(path: "../AppleStubs")]
  let apple: [Target.Dependency] = [.product(name: "AppleStubs", package: "AppleStubs")]
  let ffi: Target = .systemLibrary(name: "AikotobaCoreFFI")
  let linking: [LinkerSetting] = [
    // Swift 6.0's libswiftObservation.so lacks a symbol that is never called
    // (github.com/swiftlang/swift/issues/75670).
    .unsafeFlags([
      "-L\(Context.packageDirectory)/../../target/swift/lib",
      "-Xlinker", "--allow-shlib-undefined",
    ])
  ]
#else
  let stubs: [Package.Dependency] = []
  let apple: [Target.Dependency] = []
  let ffi: Target = .binaryTarget(
    name: "AikotobaCoreFFI", path: "AikotobaCoreFFI.xcframework")
  let linking: [LinkerSetting] = []
#endif

let package = Package(
  name: "Aikotoba",
  platforms: [.iOS(.v17)],
  products: [
    .library(name: "AikotobaCore", targets: ["AikotobaCore"]),
    .library(name: "AikotobaModel", targets: ["AikotobaModel"]),
    .library(name: "AikotobaUI", targets: ["AikotobaUI"]),
    .library(name: "AikotobaPlatform", targets: ["AikotobaPlatform"]),
  ],
  dependencies: stubs,
  targets: [
    ffi,
    .target(name: "AikotobaCore", dependencies: ["AikotobaCoreFFI"], linkerSettings: linking),
    .target(name: "AikotobaModel", dependencies: ["AikotobaCore"]),
    .target(name: "AikotobaUI", dependencies: ["AikotobaModel"] + apple),
    .target(name: "AikotobaPlatform", dependencies: ["AikotobaModel"] + apple),
    .testTarget(name: "AikotobaCoreTests", dependencies: ["AikotobaCore"]),
    .testTarget(name: "AikotobaModelTests", dependencies: ["AikotobaModel"]),
  ]
)
