import AikotobaCore

extension AppModel {
  /// Copies a code for as long as the settings say, and shows a message.
  func copyCode(_ code: String) {
    let copied = codeCopied(clearing: settings.settings.clipboard)
    platform.clipboard.copySecret(code, clearAfterSeconds: copied.clearAfterSeconds)
    message = Message(speech.say(copied.phrase))
  }

  /// Copies a recovery code for long enough to paste it into a note.
  func copyRecoveryCode(_ groups: [String]) {
    platform.clipboard.copySecret(
      recoveryCodeText(groups: groups), clearAfterSeconds: recoveryCodeClipboardSeconds())
  }
}
