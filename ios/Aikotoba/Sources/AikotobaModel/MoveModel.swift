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

  /// The chosen file, until its preview is shown.
  private var file: PickedFile?

  public func choose(_ guide: ExportGuideState) { self.guide = guide }

  public func readCodes() { app.push(ScanModel(app)) }

  public func setUpAgain() { app.replace(GuideModel(app)) }

  @discardableResult
  public func pick() -> Task<Void, Never> {
    act { [self] in
      guard let file = await platform.pickBackupFile() else { return }
      // The vault may have been locked while the picker was open, which closes this screen.
      if app.top === self { try await read(file) } else { app.waitingFile = file }
    }
  }

  /// Reads a file that was chosen before.
  @discardableResult
  func take(_ file: PickedFile) -> Task<Void, Never> { act { [self] in try await read(file) } }

  private func read(_ file: PickedFile) async throws {
    self.file = file
    let importing = Importing.fresh()
    self.importing = importing
    if let name = file.name {
      importing.addNamed(name: name, bytes: file.bytes)
    } else {
      importing.add(bytes: file.bytes)
    }
    try await goOn(importing, try await inBackground { [now] in try importing.read(now: now) })
  }

  @discardableResult
  public func open() -> Task<Void, Never> {
    act { [self] in
      guard let importing, let row = sealed else { return }
      let waiting = try await inBackground { [password, now] in
        try importing.open(
          input: row.input, password: password, isMemoryAccepted: row.asksMebibytes != nil, now: now
        )
      }
      password = ""
      try await goOn(importing, waiting)
    }
  }

  /// Continues without the files that were not opened; the preview lists them.
  @discardableResult
  public func goOnWithout() -> Task<Void, Never> {
    act { [self] in if let importing { try await preview(importing) } }
  }

  /// Cancels what is running. A key derivation cannot be interrupted; its result is dropped.
  public func cancel() {
    importing?.cancel()
    (importing, file, sealed, password, errorText) = (nil, nil, nil, "", nil)
  }

  private func goOn(_ importing: Importing, _ waiting: [SealedFileRow]) async throws {
    guard importing === self.importing else { return }
    sealed = waiting.first
    if sealed == nil { try await preview(importing) }
  }

  private func preview(_ importing: Importing) async throws {
    let plan = try await inBackground { [vault, now] in try importing.finish(vault: vault, now: now)
    }
    file = nil
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

  /// If the vault was locked, the file is read again after unlocking.
  override func close() {
    if !vault.isUnlocked(), let file { app.waitingFile = file }
    cancel()
  }
}
