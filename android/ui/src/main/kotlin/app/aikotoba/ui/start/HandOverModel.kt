package app.aikotoba.ui.start

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.HandOverAction
import app.aikotoba.core.HandOverState
import app.aikotoba.core.RecoveryCheckState
import app.aikotoba.core.RecoveryCodeDoubt
import app.aikotoba.core.handOverAfter
import app.aikotoba.core.placeFailure
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.Model
import app.aikotoba.ui.NewPassword
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.copyRecoveryCode

/** After the first code: a way to open the vault if the device is lost, and the first backup. */
class HandOverModel(app: AppModel, state: HandOverState) : Model(app) {
    private var state by mutableStateOf(state)
    val step get() = state.step
    val password = NewPassword(app)

    /** The recovery code, while it is shown. */
    var groups by mutableStateOf<List<String>>(emptyList())
        private set

    /** Why it is uncertain whether the code unlocks the vault. */
    var doubt by mutableStateOf<RecoveryCodeDoubt?>(null)
        private set
    var check by mutableStateOf<RecoveryCheckState?>(null)
        private set
    var typed by mutableStateOf("")
    var saved by mutableStateOf(false)
        private set
    val canSet get() = !busy && password.isChosen

    fun onPaper() = show(HandOverAction.ON_PAPER)

    fun asSheet() = show(HandOverAction.AS_SHEET)

    fun byPassword() = go(HandOverAction.BY_PASSWORD)

    private fun go(action: HandOverAction) {
        handOverAfter(state, action)?.let { state = it }
    }

    private fun show(action: HandOverAction) =
        act {
            val (shown, left) = inBackground { vault.makeRecoveryCode(now).use { it.groups() to it.doubt() } }
            app.changed()
            groups = shown
            doubt = left
            go(action)
        }

    fun copy() = app.copyRecoveryCode(groups)

    fun save() =
        act {
            try {
                if (app.saveRecoverySheet()) saved = true
            } catch (failure: FolderFailure) {
                failed(placeFailure(failure.why.cause))
            }
        }

    /** The person has written the code down. Next, one of its groups is typed as a proof. */
    fun written() =
        quietly {
            check = vault.recoveryCheckState()
            groups = emptyList()
            go(HandOverAction.WRITTEN)
        }

    fun answer() =
        act {
            inBackground { vault.answerRecoveryCheck(typed, now) }
            typed = ""
            done()
        }

    fun setPassword() {
        if (!canSet) return
        act {
            val change = vault.passwordChange(password.typed)
            inBackground { change.finish(now) }
            password.clear()
            done()
        }
    }

    /** Opens what remains to be done, or closes these screens. */
    private fun done() {
        app.changed()
        val next = vault.handOverState(now)
        if (next == null) leave() else state = next
    }

    fun backup() = app.replace(BackupModel(app))

    /** Continues without what remains to be done. The app asks for it again later. */
    fun leave() {
        if (app.top === this) app.back()
    }

    override fun stepBack(): Boolean {
        if (busy) return true
        errorText = null
        groups = emptyList()
        val before = handOverAfter(state, HandOverAction.BACK)
        before?.let { state = it }
        return before != null
    }
}
