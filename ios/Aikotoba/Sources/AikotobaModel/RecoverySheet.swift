import AikotobaCore
import Foundation

extension Model {
  /// Saves the recovery code that is shown as a sheet, in a place that the person chooses. Returns
  /// whether it was saved. An error of the place is shown.
  func saveRecoverySheet() async throws -> Bool {
    let (words, offset) = (app.speech.words, app.speech.offsetSeconds(now))
    let sheet = try await inBackground { [vault, now] in
      Data(
        try vault.makeRecoveryCode(now: now)
          .sheet(words: words, now: now, offsetSeconds: offset).utf8)
    }
    do {
      return try await platform.saveFile("aikotoba-recovery-code.html", sheet)
    } catch let failure as FolderFailure {
      failed(placeFailure(why: failure.cause))
      return false
    }
  }
}
