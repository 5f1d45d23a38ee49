#if DEBUG
  import AikotobaCore
  import AikotobaModel
  import Foundation

  /// A device for Xcode's previews: a new vault in a temporary folder, and a screen lock that is
  /// always confirmed.
  @MainActor final class PreviewPlatform: Platform {
    let vault: URL
    let preferences: any Preferences = PreviewPreferences()
    let clipboard: any Clipboard = PreviewClipboard()
    let camera: (any Camera)? = nil
    let deviceKeys: (any DeviceKeys)? = PreviewKeys()
    private let language: String

    init(language: String) {
      self.language = language
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      vault = folder.appendingPathComponent("vault.aikotoba")
    }

    func wallMillis() -> UnixMillis { WallMillis(Int64(Date().timeIntervalSince1970 * 1000)) }
    func monotonicMillis() -> MonotonicMillis {
      UptimeMillis(Int64(ProcessInfo.processInfo.systemUptime * 1000))
    }
    func clockSigns() -> ClockSigns { ClockSigns(automatic: .on) }
    func deviceLanguage() -> String { language }
    func pickPicture() async -> Data? { nil }
    func pickBackupFolder() async -> (any BackupFolder)? { nil }
    func backupFolder() -> (any BackupFolder)? { nil }
    func pickBackupFile() async -> PickedFile? { nil }
    func saveFile(_ name: String, _ content: Data) async throws -> Bool { false }
    func signal(_ feedback: ScanFeedback) {}
    func keepScreenOn(_ on: Bool) {}
    func openSettings(_ page: SettingsPage) {}
    func allowScreenshots(_ allowed: Bool) {}
    func applyLanguage(_ tag: String?) {}
  }

  @MainActor private final class PreviewPreferences: Preferences {
    private var values: [String: String] = [:]
    func read(_ name: String) -> String? { values[name] }
    func write(_ name: String, _ value: String?) { values[name] = value }
  }

  @MainActor private final class PreviewClipboard: Clipboard {
    func copySecret(_ text: String, clearAfterSeconds: UInt32?) {}
    func left() {}
    func copiedAt() -> UnixMillis? { nil }
    func paste() -> String? { nil }
    func pastePicture() -> Data? { nil }
  }

  @MainActor private final class PreviewKeys: DeviceKeys {
    private var current = DeviceKeyStatus.absent
    let hasBiometrics = true
    let hasLeftover = false
    private let key = Data(0..<32)

    func status() -> DeviceKeyStatus { current }
    func make(_ prompt: KeyPrompt, _ binding: DeviceKeyBinding) async -> KeyAnswer {
      current = .ready
      return .key(key)
    }
    func fetch(_ prompt: KeyPrompt) async -> KeyAnswer { .key(key) }
    func forget() { current = .absent }
    func forgetLeftovers() {}
  }
#endif
