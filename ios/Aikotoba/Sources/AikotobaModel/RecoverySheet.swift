import AikotobaCore
import Foundation

extension AppModel {
  /// Saves the recovery code that is shown as a sheet, in a place that the person chooses. Returns
  /// whether it was saved.
  func saveRecoverySheet() async throws -> Bool {
    let now = platform.wallMillis()
    let (words, offset) = (speech.words, speech.offsetSeconds(now))
    let sheet = try await off { [vault] in
      Data(
        try vault.makeRecoveryCode(now: now)
          .sheet(words: words, now: now, offsetSeconds: offset).utf8)
    }
    return try await platform.saveFile("aikotoba-recovery-code.html", sheet)
  }
}
