import AikotobaCore

/// A backup that is being saved. The core does it; the shell only accesses files.
enum BackupSave: Sendable {
  /// The core accesses the folder itself.
  case inFolder(FolderBackup)

  /// A backup in a folder that only the shell can access. The shell transfers the bytes; the core
  /// decides what is done and in which order.
  case byRequests(BackupByRequests, any BackupFolder)

  static func into(
    _ folder: any BackupFolder, _ vault: Vault, _ password: String, _ now: UnixMillis
  ) throws -> BackupSave {
    guard let path = folder.path else {
      return .byRequests(try vault.backUpByRequests(password: password, now: now), folder)
    }
    return .inFolder(try vault.backUpToFolder(folder: path, password: password, now: now))
  }

  func cancel() {
    switch self {
    case .inFolder(let backup): backup.cancel()
    case .byRequests(let backup, _): backup.cancel()
    }
  }

  /// Saves the backup. Returns warnings about a backup that is saved.
  @MainActor
  func run(_ onStep: (BackupStep, Double) -> Void) async throws -> [PhraseValue] {
    switch self {
    case .inFolder(let backup):
      repeat {
        onStep(backup.step(), backup.progress() ?? 0)
      } while try await inBackground(backup.advance)
      return try await inBackground { try backup.finish().warnings }
    case .byRequests(let backup, let folder):
      try await Self.prove(backup, folder, onStep)
      return try await inBackground { try backup.finish().warnings }
    }
  }

  /// Writes the backup and reads it back, without recording it as saved.
  @MainActor
  static func prove(
    _ backup: BackupByRequests, _ folder: any BackupFolder, _ onStep: (BackupStep, Double) -> Void
  ) async throws {
    var answer: PlaceAnswer?
    repeat {
      onStep(backup.step(), backup.progress() ?? 0)
      guard let request = try await inBackground({ [answer] in try backup.next(answer: answer) })
      else {
        return
      }
      onStep(backup.step(), backup.progress() ?? 0)
      answer = try await inBackground { folder.carryOut(request) }
    } while true
  }
}
