import AikotobaCore

/// Gathers what is known about the device's clock.
@MainActor final class ClockWatch {
  private let platform: any Platform
  private let earlier: ClockReading

  init(_ platform: any Platform) {
    self.platform = platform
    earlier = Self.reading(platform)
  }

  func evidence() -> ClockEvidence {
    let signs = platform.clockSigns()
    return ClockEvidence(
      automatic: signs.automatic, network: signs.network, earlier: earlier,
      now: Self.reading(platform))
  }

  private static func reading(_ platform: any Platform) -> ClockReading {
    ClockReading(wall: platform.wallMillis(), monotonicMillis: platform.monotonicMillis())
  }
}
