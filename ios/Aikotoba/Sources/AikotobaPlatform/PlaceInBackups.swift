import AikotobaModel
import Foundation

/// Whether the vault goes with iCloud's and a computer's backups of the device. It does, unless the
/// person says otherwise: the key that this device keeps never goes with it.
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

  /// Remembered only once the system took it.
  func leaveVaultOut(_ isLeftOut: Bool) {
    guard (try? place.setLeftOutOfBackups(isLeftOut)) != nil else { return }
    preferences.write(Self.kept, isLeftOut ? "yes" : nil)
  }

  func vaultChanged() { if isVaultLeftOut { apply() } }

  /// The folder bears the mark too, so a file that refuses it now is still left out.
  private func apply() { try? place.setLeftOutOfBackups(true) }
}
