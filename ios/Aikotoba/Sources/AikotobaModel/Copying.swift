import AikotobaCore

extension AppModel {
  /// Puts a code into the clipboard for as long as the settings say, and tells so.
  func copyCode(_ code: String) {
    let copied = codeCopied(clearing: settings.settings.clipboard)
    platform.clipboard.copySecret(code, clearAfterSeconds: copied.clearAfterSeconds)
    message = Message(speech.say(copied.told))
  }

  /// Puts a recovery code into the clipboard, for as long as it takes to paste it into a note.
  func copyRecoveryCode(_ groups: [String]) {
    platform.clipboard.copySecret(
      recoveryCodeText(groups: groups), clearAfterSeconds: recoveryCodeClipboardSeconds())
  }
}
