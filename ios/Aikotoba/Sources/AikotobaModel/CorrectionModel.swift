import AikotobaCore
import Observation

/// The person's own correction of the clock, only for codes on this device.
@MainActor @Observable public final class CorrectionModel: Model {
  public private(set) var seconds: Int32

  public var isOn: Bool { seconds.magnitude > 0 }

  override init(_ app: AppModel) {
    seconds = app.codeTime().seconds
    super.init(app)
  }

  public func later() { step(.later) }

  public func earlier() { step(.earlier) }

  public func turnOff() { step(.off) }

  private func step(_ step: CorrectionStep) {
    app.memory.clockCorrection = correctClock(
      text: app.memory.clockCorrection, step: step, now: app.clock.reading())
    seconds = app.codeTime().seconds
  }
}
