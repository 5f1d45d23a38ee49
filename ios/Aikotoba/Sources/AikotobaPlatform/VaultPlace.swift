import Foundation

/// Where the vault is: a folder that only this app reads, and only while the device is unlocked.
struct VaultPlace {
  let file: URL
  private var folder: URL { file.deletingLastPathComponent() }

  /// Makes the folder where it is not there yet. SQLite's journal lies in it too, and inherits its
  /// protection.
  init() throws {
    let support = try FileManager.default.url(
      for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
    file = support.appending(path: "Vault", directoryHint: .isDirectory)
      .appending(path: "vault.aikotoba", directoryHint: .notDirectory)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true,
      attributes: [.protectionKey: FileProtectionType.complete])
  }

  /// Keeps the vault out of all backups of the device, or lets it go with them. A replacement of the
  /// file loses the mark, so the folder bears it as well, and both are set again after each change.
  func setLeftOutOfBackups(_ isLeftOut: Bool) throws {
    var values = URLResourceValues()
    values.isExcludedFromBackup = isLeftOut
    for var place in [folder, file] where FileManager.default.fileExists(atPath: place.path) {
      try place.setResourceValues(values)
    }
  }
}
