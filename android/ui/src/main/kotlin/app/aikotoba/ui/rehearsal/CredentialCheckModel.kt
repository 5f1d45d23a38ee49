package app.aikotoba.ui.rehearsal

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AskedCredential
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model

/** Asks for the vault's password or recovery code, so that it is not forgotten. */
class CredentialCheckModel(app: AppModel) : Model(app) {
    private val askable = app.vault.credentialCheckState().askable
    var asked by mutableStateOf(askable.firstOrNull() ?: AskedCredential.PASSWORD)
        private set
    var typed by mutableStateOf("")
    var right by mutableStateOf(false)
        private set

    val canAnswer get() = !busy && typed.isNotBlank()

    /** What can be typed instead. */
    val other get() = askable.firstOrNull { it != asked }

    fun askForOther() {
        asked = other ?: return
        typed = ""
        errorText = null
    }

    fun answer() {
        if (!canAnswer) return
        act {
            change { vault.answerCredentialCheck(asked, typed, now) }
            typed = ""
            right = true
        }
    }

    fun putOff() =
        act {
            change { vault.putOffCredentialCheck(now) }
            app.back()
        }

    override fun close() {
        typed = ""
        super.close()
    }
}
