import AikotobaCore
import Foundation

/// What only a platform can do: cameras, pickers, keys, files. The models ask for it here and decide
/// nothing; the target Platform implements it, tests have one of their own.
@MainActor public protocol Platform: AnyObject {
  /// The file that holds the vault, in a folder that only this app can read. The folder exists.
  var vault: URL { get }

  /// Small things that are needed while the vault is locked. Nothing secret is put there.
  var preferences: any Preferences { get }

  /// The camera; `nil` where the device has none.
  var camera: (any Camera)? { get }

  /// The key store behind a finger, a face or the passcode; `nil` where there is none.
  var deviceKeys: (any DeviceKeys)? { get }

  var clipboard: any Clipboard { get }

  /// The backups that the device makes of itself; `nil` where an app has no say in them.
  var deviceBackups: (any DeviceBackups)? { get }

  /// The clock that codes are made from.
  func wallMillis() -> UnixMillis

  /// The time since the device started, sleep included: a clock that nobody can set.
  func monotonicMillis() -> MonotonicMillis

  /// What the device tells about its clock.
  func clockSigns() -> ClockSigns

  /// The device's language as BCP 47 writes it, such as `ja-JP`.
  func deviceLanguage() -> String

  /// Lets the person choose a picture: its bytes, or `nil` when nothing was chosen.
  func pickPicture() async -> Data?

  /// Lets the person choose a folder for backups that stays reachable; `nil` when none was chosen.
  func pickBackupFolder() async -> (any BackupFolder)?

  /// The folder that was chosen earlier; `nil` when there is none or it can't be reached any more.
  func backupFolder() -> (any BackupFolder)?

  /// Lets the person choose a file to restore from; `nil` when none was chosen.
  func pickBackupFile() async -> PickedFile?

  /// Lets the person choose a place for a new file of this name, and writes it there; `false` when
  /// none was chosen. Throws a `FolderFailure`.
  func saveFile(_ name: String, _ content: Data) async throws -> Bool

  /// Whether a backup can be handed to another app.
  var canShareBackups: Bool { get }

  /// Lets the person choose an app and hands it a backup's file; `false` when none was chosen. What that
  /// app does with it is not known. Throws a `FolderFailure`.
  func shareBackup(_ name: String, _ content: Data) async throws -> Bool

  /// Keeps the screen on, or no longer.
  func keepScreenOn(_ on: Bool)

  /// Opens the device's own settings of something.
  func openSettings(_ page: SettingsPage)

  /// Lets pictures be taken of the screen, or covers it while they are. Called at the start and when
  /// the setting changes.
  func allowScreenshots(_ allowed: Bool)

  /// Applies a language to the whole app where the platform knows such a thing: `ja`, `en` or `nil`
  /// for the device's.
  func applyLanguage(_ tag: String?)
}

/// A page of the device's own settings.
public enum SettingsPage: Sendable { case dateAndTime, appPermissions, screenLock, codeSetup }

/// Whether the vault goes with the backups that the device makes of itself.
@MainActor public protocol DeviceBackups: AnyObject {
  /// Whether it is kept out of them.
  var isVaultLeftOut: Bool { get }

  func leaveVaultOut(_ isLeftOut: Bool)

  /// The vault's file may be another one now: what holds for it is set again.
  func vaultChanged()
}

extension Platform {
  public var deviceBackups: (any DeviceBackups)? { nil }
  public var canShareBackups: Bool { false }

  public func shareBackup(_ name: String, _ content: Data) async throws -> Bool { false }
}

/// Small values by name, kept beside the vault.
@MainActor public protocol Preferences: AnyObject {
  func read(_ name: String) -> String?

  /// Keeps a value; `nil` forgets it. It has reached the storage when this returns.
  func write(_ name: String, _ value: String?)
}

/// Copying with an end, and pasting.
@MainActor public protocol Clipboard: AnyObject {
  /// Copies a code to this device alone, and clears it after so many seconds; `nil`: never.
  func copySecret(_ text: String, clearAfterSeconds: UInt32?)

  /// The app goes out of sight: what is copied from now on is copied elsewhere.
  func left()

  /// When something was copied since the app went out of sight that may be read; `nil` when nothing
  /// was. Its content is not read, and nobody is asked.
  func copiedAt() -> UnixMillis?

  /// The text that is there; `nil` when there is none. Called only when the person asks to paste.
  func paste() -> String?

  /// The picture that is there, as the bytes of a picture file; `nil` when there is none.
  func pastePicture() -> Data?
}

/// What a device tells about its clock.
public struct ClockSigns: Sendable {
  /// Whether it sets its clock by itself.
  public let automatic: AutomaticTime

  /// What the network's clock says, and what the device's said at the same moment.
  public let network: NetworkTime?

  public init(automatic: AutomaticTime = .unknown, network: NetworkTime? = nil) {
    self.automatic = automatic
    self.network = network
  }
}

/// A file that the person chose.
public struct PickedFile: Sendable {
  public let name: String?
  public let bytes: Data

  public init(name: String?, bytes: Data) {
    self.name = name
    self.bytes = bytes
  }
}
