import AikotobaCore
import Foundation

/// The key that the device protects by Face ID, Touch ID or its passcode.
@MainActor public protocol DeviceKeys: AnyObject {
  /// The present status of the key. It does not ask the person.
  func status() -> DeviceKeyStatus

  /// Makes a new key of 32 bytes with this binding, stores it after asking the person, and returns
  /// it. With `.screenLock`, a change of the enrolled fingers or face has no effect on the key;
  /// with `.enrolledBiometrics`, it invalidates the key.
  func make(_ prompt: KeyPrompt, _ binding: DeviceKeyBinding) async -> KeyAnswer

  /// Returns the stored key after asking the person.
  func fetch(_ prompt: KeyPrompt) async -> KeyAnswer

  /// Deletes the key.
  func forget()

  /// Whether a finger or a face is enrolled, so that a key can be bound to it.
  var hasBiometrics: Bool { get }

  /// Whether there is a key of a vault that was deleted with the app. It is never used again.
  var hasLeftover: Bool { get }

  func forgetLeftovers()
}

/// The status of a device key.
public enum DeviceKeyStatus: Sendable {
  /// The key exists and can be requested.
  case ready

  /// There is no key, and one can be made.
  case absent

  /// The key is lost for good, as when a finger was added.
  case invalidated

  /// The key exists and cannot be requested now, as after too many wrong fingers.
  case unavailable

  /// No key can be made: the device has no passcode.
  case notOffered
}

/// The texts of the system's dialogue.
public struct KeyPrompt: Sendable {
  public let title: String
  public let cancel: String
}

/// The result of requesting a key.
public enum KeyAnswer: Sendable {
  /// The key, 32 bytes. The receiver overwrites it after use.
  case key(Data)

  /// The person cancelled.
  case cancelled

  /// The key is lost for good.
  case invalidated

  /// The key cannot be requested now.
  case unavailable

  var bytes: Data? {
    guard case .key(let bytes) = self else { return nil }
    return bytes
  }
}

extension DeviceKeys {
  public var hasBiometrics: Bool { false }

  public var hasLeftover: Bool { false }

  public func forgetLeftovers() {}
}

extension Platform {
  /// The status of the device key, as the core's type.
  func deviceKey() -> DeviceKey {
    switch deviceKeys?.status() {
    case .ready: .ready
    case .invalidated: .invalidated
    case .unavailable: .unavailable
    case .absent, .notOffered, nil: .absent
    }
  }
}

extension AppModel {
  /// Makes a device key; `nil` if the device gave none. The core decides to what the key may be
  /// bound; the person chooses whether a change of the enrolled fingers or face invalidates it.
  func makeDeviceKey(_ binding: DeviceKeyBinding) async -> Data? {
    let chosen = memory.endsKeyWithNewBiometrics ? binding : .screenLock
    return await platform.deviceKeys?.make(keyPrompt, chosen).bytes
  }

  /// Asks the device for its key; `nil` if the device gave none.
  func fetchDeviceKey() async -> Data? { await platform.deviceKeys?.fetch(keyPrompt).bytes }

  private var keyPrompt: KeyPrompt {
    KeyPrompt(title: speech.say("unlock-prompt"), cancel: speech.say("unlock-cancel"))
  }
}

extension Data {
  /// Overwrites a key that is no longer needed.
  mutating func wipe() { resetBytes(in: startIndex..<endIndex) }
}
