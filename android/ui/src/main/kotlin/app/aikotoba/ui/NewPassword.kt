package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.PasswordRepeated
import app.aikotoba.core.PasswordStrength
import app.aikotoba.core.passwordState

/** A password that is being chosen: typed twice, and judged by the core. */
class NewPassword {
    var typed by mutableStateOf("")
    var again by mutableStateOf("")

    private val judged get() = passwordState(typed, again)

    /** Whether the second one was typed and is another. */
    val differs get() = again.isNotEmpty() && judged.repeated == PasswordRepeated.NOT

    /** Whether it can be taken. */
    val isChosen get() = judged.let { it.strength != PasswordStrength.EMPTY && it.repeated == PasswordRepeated.ALIKE }

    fun fill(both: String) {
        typed = both
        again = both
    }

    fun clear() = fill("")
}
