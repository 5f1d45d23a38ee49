package app.aikotoba.ui.settings

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.RecoveryCodeDoubt
import app.aikotoba.core.Rekeying
import app.aikotoba.core.RemovedLock
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Message
import app.aikotoba.ui.Model
import app.aikotoba.ui.NewPassword
import app.aikotoba.ui.copyRecoveryCode
import app.aikotoba.ui.direct
import app.aikotoba.ui.fetchDeviceKey
import app.aikotoba.ui.unlock.deviceKey

/** "Somebody may know my password": a new key for the whole vault, a new password and a new recovery code. */
class RekeyModel(app: AppModel) : Model(app) {
    val password = NewPassword(app)

    /** The new recovery code, while it is shown. */
    var recovery by mutableStateOf<List<String>?>(null)
        private set

    /** Why it is uncertain whether the vault has the new key and the code. */
    var doubt by mutableStateOf<RecoveryCodeDoubt?>(null)
        private set

    /** The ways to unlock that were removed. */
    var removed by mutableStateOf<List<RemovedLock>>(emptyList())
        private set

    val canRekey get() = !busy && password.isChosen

    fun rekey() {
        if (!canRekey) return
        act {
            val rekeying = vault.rekeying(password.typed)
            if (!giveDeviceKey(rekeying)) return@act keyNotGiven()
            val (groups, left) = change { rekeying.finish(now).use { it.groups() to it.doubt() } }
            removed = rekeying.removed()
            doubt = left
            recovery = groups
            password.clear()
        }
    }

    /** Keeps unlocking with this device. `false` if the person did not give the key. */
    private suspend fun giveDeviceKey(rekeying: Rekeying): Boolean {
        if (!inBackground { rekeying.wantsDeviceKey(platform.deviceKey()) }) return true
        val key = app.fetchDeviceKey()
        key?.let { rekeying.withDeviceKey(it.direct()) }
        key?.fill(0)
        return key != null
    }

    fun copy() = recovery?.let { app.copyRecoveryCode(it) } ?: Unit

    fun noted() {
        recovery = null
        if (doubt != RecoveryCodeDoubt.UNKNOWN) app.message = Message(say("rekey-changed"))
        app.back()
    }

    /** The screen cannot be left while it is busy or shows the recovery code, which is shown only once. */
    override fun stepBack(): Boolean = busy || recovery != null
}
