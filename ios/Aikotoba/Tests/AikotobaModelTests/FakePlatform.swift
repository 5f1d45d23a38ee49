import AikotobaCore
import Foundation

@testable import AikotobaModel

/// A device in memory, with a real vault in a temporary folder. The test sets its clocks.
@MainActor
final class FakePlatform: Platform {
  let home = FileManager.default.temporaryDirectory
    .appendingPathComponent("aikotoba-\(UUID().uuidString)")
  let vault: URL
  let preferences: any Preferences = FakePreferences()
  var camera: (any Camera)?
  var deviceKeys: (any DeviceKeys)?
  var deviceBackups: (any DeviceBackups)?
  let board = FakeClipboard()
  var wall: UnixMillis = 1_795_511_710_000
  var monotonic: MonotonicMillis = 60_000
  var language = "en"
  var picture: Data?
  var folder: (any BackupFolder)?
  var file: PickedFile?
  private(set) var opened: SettingsPage?
  private(set) var screenshots: Bool?
  private(set) var applied: String?

  init() throws {
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    vault = home.appendingPathComponent("vault.aikotoba")
  }

  var clipboard: any Clipboard { board }
  func wallMillis() -> UnixMillis { wall }
  func monotonicMillis() -> MonotonicMillis { monotonic }
  func clockSigns() -> ClockSigns { ClockSigns(automatic: .on) }
  func deviceLanguage() -> String { language }
  func pickPicture() async -> Data? { picture }
  func pickBackupFolder() async -> (any BackupFolder)? { folder }
  /// The folder that was chosen before.
  var keptFolder: (any BackupFolder)?

  func backupFolder() -> (any BackupFolder)? { keptFolder }
  let delivery = FakeDelivery()
  var backgroundDelivery: (any BackgroundDelivery)? { delivery }
  func pickBackupFile() async -> PickedFile? { file }
  private(set) var saved: (name: String, content: Data)?
  func saveFile(_ name: String, _ content: Data) async throws -> Bool {
    saved = (name, content)
    return true
  }
  var canShareBackups = true
  var isShareTaken = true
  private(set) var shared: (name: String, content: Data)?
  func shareBackup(_ name: String, _ content: Data) async throws -> Bool {
    shared = (name, content)
    return isShareTaken
  }
  private(set) var isScreenKeptOn = false
  var signals: [ScanFeedback] = []
  func signal(_ feedback: ScanFeedback) {
    if feedback != .off { signals.append(feedback) }
  }
  func keepScreenOn(_ on: Bool) { isScreenKeptOn = on }
  func openSettings(_ page: SettingsPage) { opened = page }
  func allowScreenshots(_ allowed: Bool) { screenshots = allowed }
  func applyLanguage(_ tag: String?) { applied = tag }
}

@MainActor
final class FakePreferences: Preferences {
  private var values: [String: String] = [:]
  func read(_ name: String) -> String? { values[name] }
  func write(_ name: String, _ value: String?) { values[name] = value }
}

@MainActor
final class FakeClipboard: Clipboard {
  private(set) var copied: String?
  private(set) var clearAfterSeconds: UInt32?
  var changedAt: UnixMillis?
  private(set) var reads = 0
  var text: String?
  var picture: Data?

  func copySecret(_ text: String, clearAfterSeconds: UInt32?) {
    copied = text
    self.clearAfterSeconds = clearAfterSeconds
  }

  func left() { changedAt = nil }
  func copiedAt() -> UnixMillis? { changedAt }
  func paste() -> String? {
    reads += 1
    return text
  }
  func pastePicture() -> Data? { picture }
}

/// A camera whose events the test chooses.
@MainActor
final class FakeCamera: Camera {
  let hasTorch = true
  let events: [CameraEvent]
  private(set) var isLit = false

  init(_ events: [CameraEvent]) { self.events = events }

  func frames() -> AsyncStream<CameraEvent> {
    AsyncStream { stream in
      for event in events { stream.yield(event) }
      stream.finish()
    }
  }

  func setTorch(_ on: Bool) { isLit = on }
  func focusAt(x: Double, y: Double) {}
}

/// A key store with one key.
@MainActor
final class FakeKeys: DeviceKeys {
  var now = DeviceKeyStatus.ready
  var hasLeftover = false
  var hasBiometrics = false
  private let key = Data(0..<32)
  private(set) var bindings: [DeviceKeyBinding] = []
  var declines = false

  func status() -> DeviceKeyStatus { now }
  func make(_ prompt: KeyPrompt, _ binding: DeviceKeyBinding) async -> KeyAnswer {
    if declines { return .cancelled }
    bindings.append(binding)
    now = .ready
    return .key(key)
  }
  func fetch(_ prompt: KeyPrompt) async -> KeyAnswer { declines ? .cancelled : .key(key) }
  func forget() { now = .absent }
  func forgetLeftovers() { hasLeftover = false }
}

/// A task of the system that the test runs.
@MainActor
final class FakeDelivery: BackgroundDelivery {
  private(set) var isScheduled = false
  private(set) var isAwake = false
  func schedule() { isScheduled = true }
  func cancel() { isScheduled = false }
  func stayAwake(_ isAwake: Bool) { self.isAwake = isAwake }
}

/// A folder in memory that only the shell can access. It can be full.
final class FakeFolder: BackupFolder, @unchecked Sendable {
  private let lock = NSLock()
  private var held: [String: Data] = [:]
  private var full: Bool
  let name = "USB"
  let path: String?
  let address: String

  init(isFull: Bool = false, path: String? = nil, address: String = "file:///usb") {
    (full, self.path, self.address) = (isFull, path, address)
  }

  var isFull: Bool {
    get { lock.withLock { full } }
    set { lock.withLock { full = newValue } }
  }

  var files: [String: Data] { lock.withLock { held } }

  func create(_ name: String, _ content: Data) throws {
    if isFull { throw FolderFailure(.full) }
    lock.withLock { held[name] = content }
  }

  func read(_ name: String, most: Int) throws -> Data {
    guard let content = files[name] else { throw FolderFailure(.missing) }
    return content
  }

  func rename(_ from: String, to: String) throws {
    try lock.withLock {
      guard let content = held.removeValue(forKey: from) else { throw FolderFailure(.missing) }
      held[to] = content
    }
  }

  func list() throws -> [String] { files.keys.sorted() }

  func remove(_ name: String) throws { lock.withLock { held[name] = nil } }
}
