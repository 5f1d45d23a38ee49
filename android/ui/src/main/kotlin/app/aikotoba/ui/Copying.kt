package app.aikotoba.ui

import app.aikotoba.core.codeCopied
import app.aikotoba.core.recoveryCodeClipboardSeconds
import app.aikotoba.core.recoveryCodeText

/** Puts a code into the clipboard for as long as the settings say, and tells so. */
internal fun AppModel.copyCode(code: String) {
    val copied = codeCopied(settings.settings.clipboard)
    platform.clipboard.copySecret(code, copied.clearAfterSeconds?.toInt())
    message = Message(speech.say(copied.told))
}

/** Puts a recovery code into the clipboard, for as long as it takes to paste it into a note. */
internal fun AppModel.copyRecoveryCode(groups: List<String>) = platform.clipboard.copySecret(recoveryCodeText(groups), recoveryCodeClipboardSeconds().toInt())
