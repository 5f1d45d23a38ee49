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

/** A new password: typed twice, and rated by the core. */
class NewPassword(private val app: AppModel) {
    var typed by mutableStateOf("")
    var again by mutableStateOf("")

    /** The strength of the typed password, as soon as it is known. It does not prevent choosing the password. */
    var strength by mutableStateOf(StrengthState(PasswordStrength.EMPTY, null))
        private set

    /** Whether the second one was typed and differs. */
    val differs get() = passwordDiffers(typed, again)

    /** Whether it can be used. */
    val isChosen get() = passwordRepeated(typed, again) == PasswordRepeated.ALIKE

    /** Rates the typed password on a background thread. */
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
