import AikotobaCore
import Observation

/// The newest backups of other devices in the backup folder, from which accounts can be added.
@MainActor @Observable public final class OtherDevicesModel: Model {
  private let folder: any BackupFolder
  public private(set) var state: OtherDevicesState?

  init(_ app: AppModel, _ folder: any BackupFolder) {
    self.folder = folder
    super.init(app)
  }

  @discardableResult
  public func look() -> Task<Void, Never> {
    act { [self] in
      state = try await inBackground { [vault, folder] in try Self.survey(vault, folder) }
    }
  }

  /// Reads the folder. The core decides which files are read.
  nonisolated private static func survey(
    _ vault: Vault, _ folder: any BackupFolder
  ) throws -> OtherDevicesState {
    if let path = folder.path { return try vault.otherDevicesInFolder(folder: path) }
    let carried = try vault.otherDevicesByRequests()
    try folder.carryOutAll { try carried.next(answer: $0) }
    return try carried.state()
  }

  /// Opens a backup as any other one: with its password, and a preview before anything is added.
  @discardableResult
  public func open(_ row: OtherDeviceRow) -> Task<Void, Never> {
    act { [self] in
      let answer = try await inBackground { [folder] in
        folder.carryOut(readBackupRequest(file: row.file))
      }
      switch answer {
      case .content(let bytes):
        let restore = RestoreModel(app)
        app.push(restore)
        restore.take(PickedFile(name: row.file, bytes: bytes))
      case .failed(let why): failed(placeFailure(why: why))
      case .done, .names: break
      }
    }
  }
}
