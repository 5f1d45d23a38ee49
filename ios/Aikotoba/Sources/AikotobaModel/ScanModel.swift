import AikotobaCore
import Foundation
import Observation

/// Reading QR codes from the camera, pictures and texts.
@MainActor @Observable public final class ScanModel: Model {
  let scanner = AikotobaCore.CodeScanner.fresh()
  public let live: LiveCamera
  public private(set) var state: ScanState

  /// What was read last, and its provenance, for a longer search.
  var latest: (parts: [Incoming], from: Provenance)?

  init(_ app: AppModel, withCamera: Bool = true) {
    live = LiveCamera(app, isWanted: withCamera)
    state = scanner.state()
    super.init(app)
  }

  /// Keeps the screen on for some minutes, while the camera's picture is shown.
  public func keepScreenOn() async { await app.screenOn.keepForSomeMinutes() }

  public func watch() async {
    let look = FrameReader(scanner, platform)
    await live.watch { [self] luma in
      guard state.frames == .scan else { return }
      await tell { takeFrame(try await look.at(luma)) }
    }
  }

  private func takeFrame(_ seen: ScanState) {
    let chosen = app.preferred.settings.settings.scanFeedback
    platform.signal(scanSignal(before: state, after: seen, chosen: chosen))
    take(seen)
  }

  /// Does what the core says about the scanned codes.
  private func take(_ seen: ScanState) {
    state = seen
    switch seen.action {
    case .enrol(let place): choose(place)
    case .preview: addAll()
    default: break
    }
  }

  @discardableResult
  public func choose(_ place: UInt32) -> Task<Void, Never> {
    act { [self] in
      let enrolment = try scanner.enrolment(place: place)
      let isFromPicture = latest?.parts.contains(where: \.isPicture) ?? false
      forget()
      app.replace(try EnrolmentModel(app, enrolment, isFromPicture: isFromPicture))
    }
  }

  @discardableResult
  public func addAll() -> Task<Void, Never> {
    act { [self] in
      let plan = try scanner.plan(vault: vault)
      forget()
      app.replace(try RestoreModel(app, plan))
    }
  }

  private func forget() {
    scanner.forget()
    latest = nil
    state = scanner.state()
    live.darken()
  }

  /// Reads everything before doing anything: several pictures count as one input.
  func readAll(_ parts: [Incoming], _ from: Provenance) async {
    latest = (parts, from)
    scanner.expect(count: UInt32(parts.count))
    for part in parts { await tell { try await see(part, from) } }
    let seen = scanner.state()
    if errorText == nil { await tell { _ = try scanner.allRead() } }
    take(seen)
  }
}
