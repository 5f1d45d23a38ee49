import AikotobaCore
import Foundation

/// What only a platform can do: cameras, pickers, keys, files. It decides nothing. The target
/// `AikotobaPlatform` implements it, and tests have their own implementation.
@MainActor public protocol Platform: AnyObject {
  /// The vault file, in an existing folder that only this app can read.
  var vault: URL { get }

  /// Small values that are needed while the vault is locked. They contain no secrets.
  var preferences: any Preferences { get }

  /// The camera; `nil` if the device has none.
  var camera: (any Camera)? { get }

  /// The key store with Face ID, Touch ID or the passcode; `nil` if there is none.
  var deviceKeys: (any DeviceKeys)? { get }

  var clipboard: any Clipboard { get }

  /// The device's own backups; `nil` if an app cannot influence them.
  var deviceBackups: (any DeviceBackups)? { get }

  /// The clock for codes.
  func wallMillis() -> UnixMillis

  /// The time since the device started, including sleep. Nobody can set this clock.
  func monotonicMillis() -> MonotonicMillis

  /// What the device reports about its clock.
  func clockSigns() -> ClockSigns

  /// The device's language as a BCP 47 tag, such as `ja-JP`.
  func deviceLanguage() -> String

  /// Lets the person choose a picture. Returns its bytes, or `nil` if none was chosen.
  func pickPicture() async -> Data?

  /// Lets the person choose a backup folder that stays accessible; `nil` if none was chosen.
  func pickBackupFolder() async -> (any BackupFolder)?

  /// The folder chosen earlier; `nil` if there is none or it is no longer accessible.
  func backupFolder() -> (any BackupFolder)?

  /// Carries a prepared backup later; `nil` if the platform has no such tasks.
  var backgroundDelivery: (any BackgroundDelivery)? { get }

  /// Lets the person choose a file to restore from; `nil` if none was chosen.
  func pickBackupFile() async -> PickedFile?

  /// Lets the person choose a place for a new file and writes it; `false` if none was chosen.
  /// Throws a `FolderFailure` if it fails.
  func saveFile(_ name: String, _ content: Data) async throws -> Bool

  /// Whether `shareBackup` is possible.
  var canShareBackups: Bool { get }

  /// Lets the person choose an app and hands it a backup file; `false` if none was chosen. What
  /// that app does with it is not known. Throws a `FolderFailure`.
  func shareBackup(_ name: String, _ content: Data) async throws -> Bool

  /// Signals that the camera has read a QR code, in a way that the person chose.
  func signal(_ feedback: ScanFeedback)

  /// Keeps the screen on, or lets it turn off after its usual time.
  func keepScreenOn(_ on: Bool)

  /// Opens a page of the device's settings.
  func openSettings(_ page: SettingsPage)

  /// Allows or forbids screenshots. If they are forbidden, the views are covered while the screen
  /// is recorded. Called at the start and when the setting changes.
  func allowScreenshots(_ allowed: Bool)

  /// Applies a language to the whole app if the platform supports it: `ja`, `en`, or `nil` for the
  /// device's language.
  func applyLanguage(_ tag: String?)
}

/// A page of the device's settings.
public enum SettingsPage: Sendable { case dateAndTime, appPermissions, screenLock, codeSetup }

/// Whether the device's own backups contain the vault.
@MainActor public protocol DeviceBackups: AnyObject {
  /// Whether the vault is excluded from them.
  var isVaultLeftOut: Bool { get }

  func leaveVaultOut(_ isLeftOut: Bool)

  /// The vault file may have been replaced: sets the exclusion again.
  func vaultChanged()
}

extension Platform {
  public var deviceBackups: (any DeviceBackups)? { nil }
  public var canShareBackups: Bool { false }

  public func shareBackup(_ name: String, _ content: Data) async throws -> Bool { false }
}

/// Small values by name, stored outside of the vault.
@MainActor public protocol Preferences: AnyObject {
  func read(_ name: String) -> String?

  /// Stores a value; `nil` deletes it. The change has reached the storage when this returns.
  func write(_ name: String, _ value: String?)
}

/// The clipboard. Copied codes are cleared after a time.
@MainActor public protocol Clipboard: AnyObject {
  /// Copies a code that stays on this device. Clears it after `clearAfterSeconds`; `nil` is never.
  func copySecret(_ text: String, clearAfterSeconds: UInt32?)

  /// The app becomes invisible. Later changes of the clipboard come from elsewhere.
  func left()

  /// When something readable was copied since the app became invisible; `nil` if nothing was. Its
  /// content is not read, and the person is not asked.
  func copiedAt() -> UnixMillis?

  /// The text in the clipboard; `nil` if there is none. Called only when the person asks to paste.
  func paste() -> String?

  /// The picture in the clipboard, as the bytes of a picture file; `nil` if there is none.
  func pastePicture() -> Data?
}

/// What a device reports about its clock.
public struct ClockSigns: Sendable {
  /// Whether it sets its clock automatically.
  public let automatic: AutomaticTime

  /// The network's clock, and the device's clock at the same moment.
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
