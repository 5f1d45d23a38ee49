import AikotobaModel
import Foundation

/// Whether iCloud backups and backups to a computer contain the vault. They do unless the person
/// excludes it. They never contain the device key.
@MainActor final class PlaceInBackups: DeviceBackups {
  private static let kept = "left-out-of-backups"
  private let place: VaultPlace
  private let preferences: any Preferences

  init(_ place: VaultPlace, _ preferences: any Preferences) {
    self.place = place
    self.preferences = preferences
    if isVaultLeftOut { apply() }
  }

  var isVaultLeftOut: Bool { preferences.read(Self.kept) != nil }

  /// The choice is stored only after the system accepted it.
  func leaveVaultOut(_ isLeftOut: Bool) {
    guard (try? place.setLeftOutOfBackups(isLeftOut)) != nil else { return }
    preferences.write(Self.kept, isLeftOut ? "yes" : nil)
  }

  func vaultChanged() { if isVaultLeftOut { apply() } }

  /// The folder is excluded too, so the vault is still left out if setting the attribute of the
  /// file fails.
  private func apply() { try? place.setLeftOutOfBackups(true) }
}
