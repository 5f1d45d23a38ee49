package app.aikotoba.ui.unlock

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.parts.KeyField
import app.aikotoba.ui.parts.PasswordField
import app.aikotoba.ui.say

/** The person unlocks the vault once more, before keys are taken out of it. */
class OwnerProof(private val app: AppModel) {
    /** How the vault is unlocked. */
    val way = app.vault.wayToProve(app.platform.deviceKey())

    /** The password or recovery code. */
    var typed by mutableStateOf("")
    val isTyped get() = way == UnlockWay.DEVICE || typed.isNotEmpty()

    /** Locks the vault and unlocks it. Returns `false`, without locking, if the device gave no key. */
    suspend fun prove(): Boolean {
        val unlocking = app.unlocking(way, typed) ?: return false
        app.vault.lock()
        if (app.isUnlockCostAccepted) unlocking.acceptCost()
        app.finish(unlocking)
        forget()
        return true
    }

    fun forget() {
        typed = ""
    }
}

/** The field for the password or the recovery code; none if the device unlocks the vault. */
@Composable
internal fun OwnerProofField(proof: OwnerProof, wrong: Boolean, onDone: () -> Unit) {
    val onType = { text: String -> proof.typed = text }
    when (proof.way) {
        UnlockWay.PASSPHRASE -> PasswordField(say("field-password"), proof.typed, onType, wrong = wrong, onDone = onDone)
        UnlockWay.RECOVERY -> KeyField(say("unlock-recovery-field"), proof.typed, onType, wrong = wrong, onDone = onDone, tag = "recovery")
        UnlockWay.DEVICE, null -> {}
    }
}
