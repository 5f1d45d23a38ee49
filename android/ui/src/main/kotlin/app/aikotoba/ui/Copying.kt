package app.aikotoba.ui

import app.aikotoba.core.codeCopied
import app.aikotoba.core.recoveryCodeClipboardSeconds
import app.aikotoba.core.recoveryCodeText

/** Copies a code for as long as the settings say, and shows a message. */
internal fun AppModel.copyCode(code: String) {
    val copied = codeCopied(settings.settings.clipboard)
    platform.clipboard.copySecret(code, copied.clearAfterSeconds?.toInt())
    message = Message(speech.say(copied.phrase))
}

/** Copies a recovery code for long enough to paste it into a note. */
internal fun AppModel.copyRecoveryCode(groups: List<String>) = platform.clipboard.copySecret(recoveryCodeText(groups), recoveryCodeClipboardSeconds().toInt())
