import AikotobaCore
import Foundation

/// Keys that the device keeps behind a finger, a face or its passcode.
@MainActor public protocol DeviceKeys: AnyObject {
  /// How the key stands now. Asks the person nothing.
  func standing() -> DeviceKeyStatus

  /// Keeps a fresh key of 32 bytes with this binding, after asking the person, and answers with it.
  /// For `.screenLock`, new fingers and faces leave it as it is; for `.enrolledBiometrics`, they end it.
  func make(_ prompt: KeyPrompt, _ binding: DeviceKeyBinding) async -> KeyAnswer

  /// Gives the key that is kept, after asking the person.
  func fetch(_ prompt: KeyPrompt) async -> KeyAnswer

  /// Forgets the key for good.
  func forget()

  /// Whether a finger or a face is enrolled, so that a key can be bound to them.
  var hasBiometrics: Bool { get }

  /// Whether there is a key of a vault that was deleted with the app. It is never used again.
  var hasLeftover: Bool { get }

  func forgetLeftovers()
}

/// How a device key stands.
public enum DeviceKeyStatus: Sendable {
  /// There is one, and it can be asked for.
  case ready

  /// There is none, and one can be made.
  case absent

  /// It is gone for good, as when a finger was added.
  case invalidated

  /// There is one that can't be asked for just now, as after too many wrong fingers.
  case unavailable

  /// None can be made: the device has no passcode.
  case notOffered
}

/// What the system's own dialogue says.
public struct KeyPrompt: Sendable {
  public let title: String
  public let cancel: String
}

/// What came of asking for a key.
public enum KeyAnswer: Sendable {
  /// The key, 32 bytes. Whoever receives it overwrites it after use.
  case key(Data)

  /// The person changed their mind.
  case cancelled

  /// It is gone for good.
  case invalidated

  /// It can't be asked for just now.
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
  /// How the device's key stands, as the core asks for it.
  func deviceKey() -> DeviceKey {
    switch deviceKeys?.standing() {
    case .ready: .ready
    case .invalidated: .invalidated
    case .unavailable: .unavailable
    case .absent, .notOffered, nil: .absent
    }
  }
}

extension AppModel {
  /// Makes a key behind the device's own lock; `nil` when the device gave none. The core says what it
  /// may be bound to; that new fingers and faces end it is the person's choice.
  func makeDeviceKey(_ binding: DeviceKeyBinding) async -> Data? {
    let chosen = memory.endsKeyWithNewBiometrics ? binding : .screenLock
    return await platform.deviceKeys?.make(keyPrompt, chosen).bytes
  }

  /// Asks the device for the key that it keeps; `nil` when it gave none.
  func fetchDeviceKey() async -> Data? { await platform.deviceKeys?.fetch(keyPrompt).bytes }

  private var keyPrompt: KeyPrompt {
    KeyPrompt(title: speech.say("unlock-prompt"), cancel: speech.say("unlock-cancel"))
  }
}

extension Data {
  /// Overwrites a key that is no longer needed.
  mutating func wipe() { resetBytes(in: startIndex..<endIndex) }
}
