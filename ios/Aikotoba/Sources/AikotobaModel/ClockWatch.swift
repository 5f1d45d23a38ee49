import AikotobaCore

/// Collects what is known about the device's clock.
@MainActor final class ClockWatch {
  private let platform: any Platform
  private let earlier: ClockReading

  init(_ platform: any Platform) {
    self.platform = platform
    earlier = platform.clockReading()
  }

  func evidence() -> ClockEvidence {
    let signs = platform.clockSigns()
    return ClockEvidence(
      automatic: signs.automatic, network: signs.network, earlier: earlier,
      now: reading())
  }

  func reading() -> ClockReading { platform.clockReading() }
}

extension Platform {
  fileprivate func clockReading() -> ClockReading {
    ClockReading(wall: wallMillis(), monotonicMillis: monotonicMillis())
  }
}

extension AppModel {
  /// The time for codes: the device's clock, with the person's own correction.
  func codeTime() -> CorrectedTime {
    correctedTime(text: memory.clockCorrection, now: platform.wallMillis())
  }

  /// Ends the correction after the device's clock was set right, and shows a message.
  func endCorrection() {
    guard isCorrectionOver(text: memory.clockCorrection, clock: clock.evidence()) else { return }
    memory.clockCorrection = nil
    message = Message(speech.say("correction-over"))
  }
}
