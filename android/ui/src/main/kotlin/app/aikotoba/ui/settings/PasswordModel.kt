package app.aikotoba.ui.settings

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.PasswordRepeated
import app.aikotoba.core.PasswordStrength
import app.aikotoba.core.aboutState
import app.aikotoba.core.passwordState
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Message
import app.aikotoba.ui.Model

/** Another password for the vault. */
class PasswordModel(app: AppModel) : Model(app) {
    var password by mutableStateOf("")
    var again by mutableStateOf("")

    private val judged get() = passwordState(password, again)
    val differs get() = again.isNotEmpty() && judged.repeated == PasswordRepeated.NOT
    val canChange get() = !busy && judged.let { it.strength != PasswordStrength.EMPTY && it.repeated == PasswordRepeated.ALIKE }

    fun change() {
        if (!canChange) return
        act {
            val change = vault.passwordChange(password)
            off { change.finish(now) }
            app.changed()
            app.message = Message(say("settings-password-changed"))
            app.back()
        }
    }
}

/** What the app says about itself. */
class AboutModel(app: AppModel) : Model(app) {
    val state = aboutState()
}
