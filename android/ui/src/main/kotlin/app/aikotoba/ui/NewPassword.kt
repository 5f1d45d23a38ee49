package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.PasswordRepeated
import app.aikotoba.core.PasswordStrength
import app.aikotoba.core.StrengthState
import app.aikotoba.core.passwordDiffers
import app.aikotoba.core.passwordRepeated
import kotlinx.coroutines.withContext

/** A password that is being chosen: typed twice, and judged by the core. */
class NewPassword(private val app: AppModel) {
    var typed by mutableStateOf("")
    var again by mutableStateOf("")

    /** How good the typed one is, as soon as that is known. It is taken whatever this says. */
    var strength by mutableStateOf(StrengthState(PasswordStrength.EMPTY, null))
        private set

    /** Whether the second one was typed and is another. */
    val differs get() = passwordDiffers(typed, again)

    /** Whether it can be taken. */
    val isChosen get() = passwordRepeated(typed, again) == PasswordRepeated.ALIKE

    /** Judges what is typed now, off the thread that draws. */
    suspend fun judge() {
        val text = typed
        strength = withContext(app.work) { app.vault.passwordStrength(text) }
    }

    fun fill(both: String) {
        typed = both
        again = both
    }

    fun clear() = fill("")
}
