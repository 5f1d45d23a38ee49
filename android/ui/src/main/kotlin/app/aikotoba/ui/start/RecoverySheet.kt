package app.aikotoba.ui.start

import app.aikotoba.ui.AppModel
import kotlinx.coroutines.withContext

private const val NAME = "aikotoba-recovery-code.html"

/** Saves the recovery code that is shown as a sheet, in a place that the person chooses. Returns whether it was saved. */
internal suspend fun AppModel.saveRecoverySheet(): Boolean {
    val sheet =
        withContext(work) {
            val now = platform.wallMillis()
            vault.makeRecoveryCode(now).use { it.sheet(speech.words, now, speech.offsetSeconds(now)) }
        }
    return awaitingChoice { platform.saveFile(NAME, sheet.toByteArray()) }
}
