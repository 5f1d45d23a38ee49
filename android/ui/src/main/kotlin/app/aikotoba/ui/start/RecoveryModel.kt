package app.aikotoba.ui.start

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.RecoveryCheckState
import app.aikotoba.core.RecoveryCodeDoubt
import app.aikotoba.core.placeFailure
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.Model
import app.aikotoba.ui.copyRecoveryCode

/** Asks for a part of the recovery code, or makes a new one. */
class RecoveryModel(app: AppModel) : Model(app) {
    var check by mutableStateOf<RecoveryCheckState?>(null)
        private set
    var typed by mutableStateOf("")
    var right by mutableStateOf(false)
        private set

    /** Whether the code is not confirmed yet, so that the same one can be shown again. */
    var canShowAgain by mutableStateOf(false)
        private set

    /** A code, while it is shown. */
    var fresh by mutableStateOf<List<String>?>(null)
        private set

    /** Why it is uncertain whether the new code unlocks the vault. */
    var doubt by mutableStateOf<RecoveryCodeDoubt?>(null)
        private set

    /** Whether the code that is shown was saved as a sheet. */
    var saved by mutableStateOf(false)
        private set

    init {
        ask()
    }

    private fun ask() =
        quietly {
            check = vault.recoveryCheckState()
            canShowAgain = vault.canShowRecoveryCode()
        }

    fun answer() =
        act {
            change { vault.answerRecoveryCheck(typed, now) }
            right = true
        }

    /** Shows the code that is not confirmed yet, or a new one. */
    fun show() =
        act {
            val (groups, left) = change { vault.makeRecoveryCode(now).use { it.groups() to it.doubt() } }
            doubt = left
            fresh = groups
            saved = false
        }

    fun copy() = fresh?.let { app.copyRecoveryCode(it) } ?: Unit

    /** Saves the code that is shown as a sheet to print. */
    fun saveSheet() =
        act {
            try {
                if (app.saveRecoverySheet()) saved = true
            } catch (failure: FolderFailure) {
                failed(placeFailure(failure.why.cause))
            }
        }

    fun noted() {
        fresh = null
        typed = ""
        ask()
    }
}
