import AikotobaCore
import AikotobaModel
import AuthenticationServices
import Foundation
import UIKit

/// The platform of an iPhone or iPad.
@MainActor public final class ApplePlatform: Platform {
  private let place: VaultPlace
  public let deviceBackups: (any DeviceBackups)?
  public let refreshTasks = RefreshTasks()
  private let pickers = Pickers()
  private let scanSignal = ScanSignal()
  public let preferences: any Preferences
  public let camera: (any AikotobaModel.Camera)?
  public let deviceKeys: (any DeviceKeys)?
  public let clipboard: any Clipboard = AppleClipboard()

  /// Throws if the app's own folder cannot be created.
  public init() throws {
    place = try VaultPlace()
    let preferences = StoredPreferences()
    self.preferences = preferences
    deviceBackups = PlaceInBackups(place, preferences)
    camera = CaptureCamera()
    deviceKeys = KeychainKeys(preferences)
  }

  public var vault: URL { place.file }

  public func wallMillis() -> UnixMillis { wallClock() }

  /// Unlike the system's uptime, this clock includes sleep.
  public func monotonicMillis() -> MonotonicMillis {
    UptimeMillis(Int64(clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW) / 1_000_000))
  }

  /// iOS tells an app neither whether the clock is set automatically nor the network's time.
  public func clockSigns() -> ClockSigns { ClockSigns() }

  public func deviceLanguage() -> String { Locale.preferredLanguages.first ?? "en" }

  public func pickPicture() async -> Data? { await pickers.picture().map(pictureForCore) }

  public func pickBackupFolder() async -> (any BackupFolder)? {
    await pickers.folder().map { StoredFolder(preferences: preferences).keep($0) }
  }

  public func backupFolder() -> (any BackupFolder)? {
    StoredFolder(preferences: preferences).folder()
  }

  public var backgroundDelivery: (any BackgroundDelivery)? { refreshTasks }

  public func pickBackupFile() async -> PickedFile? { await pickers.file() }

  public func saveFile(_ name: String, _ content: Data) async throws -> Bool {
    try await lending(name, content, pickers.copyOut)
  }

  public let canShareBackups = true

  public func shareBackup(_ name: String, _ content: Data) async throws -> Bool {
    try await lending(name, content, pickers.share)
  }

  /// Writes a temporary file for a dialogue of the system, which copies it to the chosen place.
  private func lending(
    _ name: String, _ content: Data, _ offer: (URL) async -> Bool
  ) async throws -> Bool {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent(UUID().uuidString, isDirectory: true)
    let file = folder.appendingPathComponent(name)
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try content.write(to: file, options: .completeFileProtection)
    } catch {
      throw FolderFailure(.device)
    }
    return await offer(file)
  }

  public func signal(_ feedback: ScanFeedback) { scanSignal.give(feedback) }

  public func keepScreenOn(_ on: Bool) { UIApplication.shared.isIdleTimerDisabled = on }

  /// An app may open its own page of the settings, but no page of another part of the system.
  public func openSettings(_ page: SettingsPage) {
    if page == .codeSetup { return ASSettingsHelper.openVerificationCodeAppSettings() }
    if let url = URL(string: UIApplication.openSettingsURLString) { UIApplication.shared.open(url) }
  }

  /// The views cover themselves by the same setting. An app cannot prevent a screenshot.
  public func allowScreenshots(_ allowed: Bool) {}

  /// The system's own dialogues follow the language in its settings. The app changes its own texts.
  public func applyLanguage(_ tag: String?) {}
}

/// The clock for codes.
func wallClock() -> UnixMillis { WallMillis(Int64(Date.now.timeIntervalSince1970 * 1000)) }
