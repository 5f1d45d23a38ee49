import AikotobaModel
import Foundation
import LocalAuthentication

/// The values stored outside of the vault. The mark of the vault is in the Keychain, which a copy of
/// the app's files does not reset to an earlier state. The correction of the clock and the
/// identifier of the device are there too, because they belong to this device and must not be in a
/// backup. The other values are in the user
/// defaults, which are deleted with the app.
@MainActor public final class StoredPreferences: Preferences {
  private let defaults: UserDefaults
  private static let ofDevice = ["mark", "device", "clock-correction"]

  public init(_ defaults: UserDefaults = .standard) { self.defaults = defaults }

  public func read(_ name: String) -> String? {
    guard let item = item(name) else { return defaults.string(forKey: name) }
    return item.read(LAContext()).value.flatMap { String(data: $0, encoding: .utf8) }
  }

  private func item(_ name: String) -> KeychainItem? {
    Self.ofDevice.contains(name) ? KeychainItem(name: name) : nil
  }

  public func write(_ name: String, _ value: String?) {
    switch (item(name), value) {
    case (nil, let value?): defaults.set(value, forKey: name)
    case (nil, nil): defaults.removeObject(forKey: name)
    case (let item?, let value?): _ = item.write(Data(value.utf8))
    case (let item?, nil): item.remove()
    }
  }
}
