import Foundation

/// The folder of the vault. Only this app can read it, and only while the device is unlocked.
struct VaultPlace {
  let file: URL
  private var folder: URL { file.deletingLastPathComponent() }

  /// Creates the folder if it does not exist. SQLite's journal is in it too, and inherits its
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

  /// Excludes the vault from all backups of the device, or includes it. Replacing the file loses
  /// the attribute, so the folder has it as well, and both are set again after each change.
  func setLeftOutOfBackups(_ isLeftOut: Bool) throws {
    var values = URLResourceValues()
    values.isExcludedFromBackup = isLeftOut
    for var place in [folder, file] where FileManager.default.fileExists(atPath: place.path) {
      try place.setResourceValues(values)
    }
  }
}
