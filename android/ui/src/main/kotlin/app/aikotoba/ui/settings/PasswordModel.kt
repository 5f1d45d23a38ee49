package app.aikotoba.ui.settings

import app.aikotoba.core.aboutState
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Message
import app.aikotoba.ui.Model
import app.aikotoba.ui.NewPassword

/** Changing the vault's password. */
class PasswordModel(app: AppModel) : Model(app) {
    val password = NewPassword(app)

    val canChange get() = !busy && password.isChosen

    fun change() {
        if (!canChange) return
        act {
            val change = vault.passwordChange(password.typed)
            change(Message(say("settings-password-changed"))) { change.finish(now) }
            app.back()
        }
    }
}

/** Information about the app. */
class AboutModel(app: AppModel) : Model(app) {
    override val isGuarded get() = false

    val state = aboutState()
}
