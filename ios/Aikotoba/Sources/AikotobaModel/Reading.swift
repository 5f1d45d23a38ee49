import AikotobaCore
import Foundation

extension ScanModel {
  public func pickPicture() {
    act { [self] in
      if let picture = await platform.pickPicture() { await readAll([.picture(picture)], .user) }
    }
  }

  /// Reads what came. What another app sent waits for a confirmation.
  @discardableResult
  public func read(_ incoming: Incoming, _ from: Provenance) -> Task<Void, Never> {
    act { [self] in await readAll(incoming.parts, from) }
  }

  /// Searches again, for up to a minute, pictures that were not searched to the end.
  @discardableResult
  public func searchLonger() -> Task<Void, Never> {
    act { [self] in
      scanner.searchLonger()
      if let latest { await readAll(latest.parts, latest.from) }
    }
  }

  func see(_ part: Incoming, _ from: Provenance) async throws {
    switch part {
    case .text(let text): _ = scanner.text(text: text, provenance: from, now: now)
    case .picture(let bytes):
      let reading = scanner.picture(bytes: bytes, provenance: from)
      _ = try await inBackground { [now] in try reading.finish(now: now) }
    case .several(let parts): for part in parts { try await see(part, from) }
    }
  }
}

/// Passes frames to the scanner.
@MainActor struct FrameReader {
  private let scanner: AikotobaCore.CodeScanner
  private let platform: any Platform
  private let begin: MonotonicMillis

  init(_ scanner: AikotobaCore.CodeScanner, _ platform: any Platform) {
    self.scanner = scanner
    self.platform = platform
    begin = platform.monotonicMillis()
  }

  func at(_ luma: Luma) async throws -> ScanState {
    let searched = platform.monotonicMillis().value - begin.value
    return try await inBackground { [scanner, now = platform.wallMillis()] in
      try scanner.look(
        pixels: luma.pixels, shape: luma.shape, searchedMillis: searched, now: now)
    }
  }
}
