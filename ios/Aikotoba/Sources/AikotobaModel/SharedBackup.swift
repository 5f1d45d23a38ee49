import AikotobaCore
import Foundation

/// A folder in memory, for a backup that is verified here before another app gets it.
final class InMemoryFolder: BackupFolder, @unchecked Sendable {
  private let lock = NSLock()
  private var held: [String: Data] = [:]
  let name = ""
  let path: String? = nil

  var files: [String: Data] { lock.withLock { held } }

  func create(_ name: String, _ content: Data) throws {
    try lock.withLock {
      if held[name] != nil { throw FolderFailure(.taken) }
      held[name] = content
    }
  }

  func read(_ name: String, most: Int) throws -> Data {
    guard let content = files[name] else { throw FolderFailure(.missing) }
    if content.count > most { throw FolderFailure(.tooLarge) }
    return content
  }

  func rename(_ from: String, to: String) throws {
    try create(to, try read(from, most: Int.max))
    try remove(from)
  }

  func list() throws -> [String] { Array(files.keys) }

  func remove(_ name: String) throws {
    let gone = lock.withLock { held.removeValue(forKey: name) }
    if gone == nil { throw FolderFailure(.missing) }
  }
}

extension BackupModel {
  public var canShare: Bool { platform.canShareBackups }

  public func chooseSharing() { isSharing = true }

  /// Makes and verifies a backup, and hands it to an app that the person chooses. It is not
  /// recorded as saved, because nobody can read it back.
  @discardableResult
  public func share() -> Task<Void, Never>? {
    guard canSave else { return nil }
    return act { [self] in
      let folder = InMemoryFolder()
      try await proving(try vault.backUpByRequests(password: password.typed, now: now), folder)
      guard let (name, content) = folder.files.first else { return }
      do {
        guard try await platform.shareBackup(name, content) else { return }
      } catch let failure as FolderFailure {
        return failed(placeFailure(why: failure.cause))
      }
      forget()
      isSharing = false
      app.message = Message(say("backup-shared"))
    }
  }

  /// Makes a backup in a folder and reads it back.
  private func proving(_ backup: BackupByRequests, _ folder: InMemoryFolder) async throws {
    saving = .byRequests(backup, folder)
    defer { ended() }
    try await BackupSave.prove(backup, folder) { (step, progress) = ($0, $1) }
  }
}
