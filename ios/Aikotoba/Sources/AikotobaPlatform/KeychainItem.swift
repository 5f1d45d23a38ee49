import Foundation
import LocalAuthentication
import Security

/// An item of the Keychain that never leaves this device, neither with iCloud nor in a backup.
struct KeychainItem {
  /// The service name of all items of this app.
  static let service = "app.aikotoba.vault"

  let name: String

  private var query: [CFString: Any] {
    [
      kSecClass: kSecClassGenericPassword,
      kSecAttrService: Self.service,
      kSecAttrAccount: name,
      kSecAttrSynchronizable: false,
      kSecUseDataProtectionKeychain: true,
    ]
  }

  /// Stores a value. An existing one is replaced in one step.
  func write(_ value: Data) -> OSStatus {
    let changes = [kSecValueData: value] as CFDictionary
    let changed = SecItemUpdate(query as CFDictionary, changes)
    if changed != errSecItemNotFound { return changed }
    return add(value, kSecAttrAccessible, kSecAttrAccessibleWhenUnlockedThisDeviceOnly)
  }

  /// Stores a new value that can be read only after the person was asked.
  func add(_ value: Data, _ access: SecAccessControl) -> OSStatus {
    add(value, kSecAttrAccessControl, access)
  }

  private func add(_ value: Data, _ protection: CFString, _ kind: Any) -> OSStatus {
    var added = query
    added[kSecValueData] = value
    added[protection] = kind
    return SecItemAdd(added as CFDictionary, nil)
  }

  /// Reads the value. If reading asks the person, this blocks until they answer; `context` holds
  /// the text of the dialogue, or forbids a dialogue.
  func read(_ context: LAContext) -> (status: OSStatus, value: Data?) {
    var asked = query
    asked[kSecReturnData] = true
    asked[kSecMatchLimit] = kSecMatchLimitOne
    asked[kSecUseAuthenticationContext] = context
    var found: CFTypeRef?
    let status = SecItemCopyMatching(asked as CFDictionary, &found)
    return (status, found as? Data)
  }

  /// Whether the item exists. The person is not asked.
  var isThere: Bool {
    var asked = query
    let silent = LAContext()
    silent.interactionNotAllowed = true
    asked[kSecUseAuthenticationContext] = silent
    let status = SecItemCopyMatching(asked as CFDictionary, nil)
    return status == errSecSuccess || status == errSecInteractionNotAllowed
  }

  /// The names of all items of this app. The person is not asked.
  static var names: [String] {
    let asked: [CFString: Any] = [
      kSecClass: kSecClassGenericPassword,
      kSecAttrService: service,
      kSecAttrSynchronizable: false,
      kSecUseDataProtectionKeychain: true,
      kSecReturnAttributes: true,
      kSecMatchLimit: kSecMatchLimitAll,
    ]
    var found: CFTypeRef?
    guard SecItemCopyMatching(asked as CFDictionary, &found) == errSecSuccess else { return [] }
    let items = found as? [[String: Any]] ?? []
    return items.compactMap { $0[kSecAttrAccount as String] as? String }
  }

  @discardableResult
  func remove() -> Bool {
    let status = SecItemDelete(query as CFDictionary)
    return status == errSecSuccess || status == errSecItemNotFound
  }
}
