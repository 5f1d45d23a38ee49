import AikotobaCore
import Observation

/// Opens the newest backup with the password that the person types, and compares it with the vault.
@MainActor @Observable public final class RehearsalModel: Model {
  public let state: NextRehearsalState
  private let folder: (any BackupFolder)?
  private var rehearsal: BackupRehearsal?
  public var password = ""
  public private(set) var done: RehearsedState?

  init(of app: AppModel) throws {
    state = try app.vault.nextRehearsal(now: app.platform.wallMillis())
    folder = app.platform.backupFolder()
    super.init(app)
  }

  /// Whether the place of the backups is not accessible.
  public var isPlaceMissing: Bool { folder == nil }
  public var canCheck: Bool { !busy && folder != nil && !password.isEmpty }

  @discardableResult
  public func check() -> Task<Void, Never>? {
    guard canCheck, let folder else { return nil }
    return act { [self] in
      defer { app.changed() }
      if rehearsal == nil {
        rehearsal = try await inBackground { [vault, now] in try Self.fetch(vault, folder, now) }
      }
      guard let rehearsal else { return }
      done = try await inBackground { [password, now] in
        try rehearsal.finish(password: password, now: now)
      }
      password = ""
    }
  }

  /// Reads the newest backup. The core decides which file that is.
  nonisolated private static func fetch(
    _ vault: Vault, _ folder: any BackupFolder, _ now: UnixMillis
  ) throws -> BackupRehearsal {
    if let path = folder.path { return try vault.rehearseFolder(folder: path, now: now) }
    let carried = try vault.rehearseByRequests(now: now)
    try folder.carryOutAll { try carried.next(answer: $0) }
    return carried
  }

  @discardableResult
  public func putOff() -> Task<Void, Never> {
    act { [self] in
      try await inBackground { [vault, now] in try vault.putOffRehearsal(now: now) }
      app.changed()
      app.back()
    }
  }

  public func backUp() {
    quietly { app.replace(try BackupModel(of: app)) }
  }

  override func close() { password = "" }
}
