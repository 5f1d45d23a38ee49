import AikotobaCore
import AikotobaModel
import Foundation
import LocalAuthentication
import Security

/// The device key in the Keychain, protected by Face ID, Touch ID or the passcode.
///
/// The item survives the deletion of the app, so each vault has a key name of its own: a new vault
/// never uses the key of one that was deleted with the app. The name in use is stored outside of the
/// vault and is deleted with it.
@MainActor public final class KeychainKeys: DeviceKeys {
  private let preferences: any Preferences

  public init(_ preferences: any Preferences) { self.preferences = preferences }

  private var item: KeychainItem? { preferences.read(Self.kept).map { KeychainItem(name: $0) } }

  public func status() -> DeviceKeyStatus {
    guard let item else { return canAsk() ? .absent : .notOffered }
    guard item.isThere else { return .invalidated }
    let context = LAContext()
    var why: NSError?
    if context.canEvaluatePolicy(.deviceOwnerAuthentication, error: &why) { return .ready }
    // When the passcode was turned off, the system removed the item's protection and made the item
    // unusable.
    return why?.code == LAError.passcodeNotSet.rawValue ? .invalidated : .unavailable
  }

  private func canAsk() -> Bool {
    LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil)
  }

  public var hasBiometrics: Bool {
    LAContext().canEvaluatePolicy(.deviceOwnerAuthenticationWithBiometrics, error: nil)
  }

  /// Makes a new key. A key bound to the screen lock can also be read with the passcode, and a
  /// change of the enrolled fingers or face has no effect. A key bound to the enrolled biometrics
  /// can be read only with these, and a change invalidates it.
  public func make(_ prompt: KeyPrompt, _ binding: DeviceKeyBinding) async -> KeyAnswer {
    let isBound = binding == .enrolledBiometrics
    let policy: LAPolicy =
      isBound ? .deviceOwnerAuthenticationWithBiometrics : .deviceOwnerAuthentication
    guard await isConsentGiven(prompt, policy) else { return .cancelled }
    guard
      let access = SecAccessControlCreateWithFlags(
        nil, kSecAttrAccessibleWhenUnlockedThisDeviceOnly,
        isBound ? .biometryCurrentSet : .userPresence, nil),
      let key = Self.fresh()
    else { return .unavailable }
    let made = KeychainItem(name: Self.prefix + UUID().uuidString)
    guard made.add(key, access) == errSecSuccess else { return .unavailable }
    let former = item
    preferences.write(Self.kept, made.name)
    former?.remove()
    return .key(key)
  }

  /// Asks the person, so that nobody makes a key that they cannot use.
  private func isConsentGiven(_ prompt: KeyPrompt, _ policy: LAPolicy) async -> Bool {
    let context = LAContext()
    context.localizedCancelTitle = prompt.cancel
    let reason = prompt.title
    return (try? await context.evaluatePolicy(policy, localizedReason: reason)) ?? false
  }

  public func fetch(_ prompt: KeyPrompt) async -> KeyAnswer {
    guard let item else { return .invalidated }
    let (title, cancel) = (prompt.title, prompt.cancel)
    // The call blocks until the person answers, on a thread that has no other work.
    let (status, value) = await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async {
        let context = LAContext()
        context.localizedReason = title
        context.localizedCancelTitle = cancel
        continuation.resume(returning: item.read(context))
      }
    }
    switch status {
    case errSecSuccess: return value.map { .key($0) } ?? .unavailable
    case errSecUserCanceled: return .cancelled
    case errSecItemNotFound: return .invalidated
    default: return .unavailable
    }
  }

  public func forget() {
    item?.remove()
    preferences.write(Self.kept, nil)
  }

  /// Whether the Keychain has a key that the present vault does not use. Its vault was deleted with
  /// the app.
  public var hasLeftover: Bool { KeychainItem.names.contains { isLeftover($0) } }

  public func forgetLeftovers() {
    for name in KeychainItem.names where isLeftover(name) { KeychainItem(name: name).remove() }
  }

  private func isLeftover(_ name: String) -> Bool {
    name.hasPrefix(Self.prefix) && name != preferences.read(Self.kept)
  }

  /// 32 bytes of the system's random generator; `nil` if it failed.
  private static func fresh() -> Data? {
    var key = Data(count: 32)
    let status = key.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { SecRandomCopyBytes(kSecRandomDefault, bytes.count, $0) }
    }
    return status == errSecSuccess ? key : nil
  }

  private static let kept = "device-key"
  private static let prefix = "device-key-"
}
