import AikotobaModel
import Foundation
import LocalAuthentication

/// What is kept beside the vault. The mark of the vault seen last is in the Keychain, which a copy of
/// the app's files does not bring back to an earlier state; the rest goes with the app.
@MainActor public final class KeptPreferences: Preferences {
  private let defaults: UserDefaults
  private let mark = KeychainItem(name: "mark")

  public init(_ defaults: UserDefaults = .standard) { self.defaults = defaults }

  public func read(_ name: String) -> String? {
    if name != mark.name { return defaults.string(forKey: name) }
    return mark.read(LAContext()).value.flatMap { String(data: $0, encoding: .utf8) }
  }

  public func write(_ name: String, _ value: String?) {
    if name != mark.name {
      if let value {
        defaults.set(value, forKey: name)
      } else {
        defaults.removeObject(forKey: name)
      }
    } else if let value {
      _ = mark.write(Data(value.utf8))
    } else {
      mark.remove()
    }
  }
}
