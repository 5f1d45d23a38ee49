import AikotobaCore
import Observation

/// Moving from another app: which app, how it exports, its file and the file's password. The
/// preview follows on another screen.
@MainActor @Observable public final class MoveModel: Model {
  public let guides = exportGuides()
  public private(set) var guide: ExportGuideState?

  /// The encrypted file whose password is asked for.
  public private(set) var sealed: SealedFileRow?
  public var password = ""
  private var importing: Importing?

  public func choose(_ guide: ExportGuideState) { self.guide = guide }

  public func readCodes() { app.push(ScanModel(app)) }

  public func setUpAgain() { app.replace(GuideModel(app)) }

  @discardableResult
  public func pick() -> Task<Void, Never> {
    act { [self] in
      guard let file = await platform.pickBackupFile() else { return }
      let importing = Importing.fresh()
      self.importing = importing
      if let name = file.name {
        importing.addNamed(name: name, bytes: file.bytes)
      } else {
        importing.add(bytes: file.bytes)
      }
      try await goOn(importing, try await off { [now] in try importing.read(now: now) })
    }
  }

  @discardableResult
  public func open() -> Task<Void, Never> {
    act { [self] in
      guard let importing, let row = sealed else { return }
      let waiting = try await off { [password, now] in
        try importing.open(
          input: row.input, password: password, isMemoryAccepted: row.asksMebibytes != nil, now: now
        )
      }
      password = ""
      try await goOn(importing, waiting)
    }
  }

  /// Goes on without the files that were not opened; the preview lists them.
  @discardableResult
  public func goOnWithout() -> Task<Void, Never> {
    act { [self] in if let importing { try await preview(importing) } }
  }

  /// Ends what is running. A password that is being tried is tried to its end, and the result is
  /// dropped.
  public func cancel() {
    importing?.cancel()
    (importing, sealed, password, trouble) = (nil, nil, "", nil)
  }

  private func goOn(_ importing: Importing, _ waiting: [SealedFileRow]) async throws {
    guard importing === self.importing else { return }
    sealed = waiting.first
    if sealed == nil { try await preview(importing) }
  }

  private func preview(_ importing: Importing) async throws {
    let plan = try await off { [vault, now] in try importing.finish(vault: vault, now: now) }
    app.replace(try RestoreModel(app, plan))
  }

  override func failed(_ failure: Failure) {
    super.failed(failure)
    password = ""
  }

  public override var hasOwnBack: Bool { guide != nil }

  override func stepBack() -> Bool {
    if sealed == nil && guide == nil { return false }
    if sealed == nil { guide = nil }
    cancel()
    return true
  }

  override func close() { cancel() }
}
