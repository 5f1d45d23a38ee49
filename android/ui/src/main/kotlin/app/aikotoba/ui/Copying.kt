package app.aikotoba.ui

import app.aikotoba.core.ClipboardClearing

/** Puts a code into the clipboard for as long as the settings say, and tells so. */
internal fun AppModel.copyCode(code: String) {
    val seconds =
        when (settings.settings.clipboard) {
            ClipboardClearing.HALF_MINUTE -> 30
            ClipboardClearing.MINUTE -> 60
            ClipboardClearing.TWO_MINUTES -> 120
            ClipboardClearing.NEVER -> null
        }
    copySecret(code, seconds)
    message = Message(if (seconds == null) speech.say("told-copied") else speech.say("told-copied-until", "seconds" to seconds))
}

internal fun AppModel.copySecret(text: String, seconds: Int?) = platform.clipboard.copySecret(text, seconds)
