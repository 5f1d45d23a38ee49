package app.aikotoba.ui.start

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AfterStart
import app.aikotoba.core.FirstStartState
import app.aikotoba.core.Setting
import app.aikotoba.core.StartAct
import app.aikotoba.core.UnlockWay
import app.aikotoba.core.firstStartAfter
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.NewPassword
import app.aikotoba.ui.copyRecoveryCode
import app.aikotoba.ui.direct
import app.aikotoba.ui.makeDeviceKey
import app.aikotoba.ui.restore.RestoreModel

/** The first start. */
class StartModel(app: AppModel, state: FirstStartState, val onBack: (() -> Unit)? = null) : Model(app) {
    private var state by mutableStateOf(state)
    val step get() = state.step
    val restoreAfter get() = state.then == AfterStart.RESTORE

    /** The languages to choose from before there is a vault, and the present one. */
    val languages get() = state.languages
    val deviceKeyOffered = app.deviceKeyOffered
    var withDeviceKey by mutableStateOf(deviceKeyOffered)
    val password = NewPassword(app)
    var recovery by mutableStateOf<List<String>>(emptyList())
        private set

    /** The name under which the previous file was kept. */
    var keptAs by mutableStateOf<String?>(null)
        private set

    val canMake get() = !busy && password.isChosen

    fun begin() = go(StartAct.BEGIN)

    fun beginWithBackup() = go(StartAct.BEGIN_WITH_BACKUP)

    private fun go(act: StartAct) {
        firstStartAfter(state, act)?.let { state = it }
    }

    /** The person agreed: the remaining vault file is kept under another name, and a backup is restored into a new vault. */
    fun setAside() =
        act {
            keptAs = off { vault.setAside() }
            app.startWith(this@StartModel)
            beginWithBackup()
        }

    /** It cannot be left while a vault is being created. */
    override fun stepBack(): Boolean {
        if (busy) return true
        val before = firstStartAfter(state, StartAct.BACK)
        before?.let { state = it }
        return before != null
    }

    fun speak(language: String) = quietly { app.preferred.chooseEarly(Setting.LANGUAGE, language) }

    fun make() {
        if (!canMake) return
        act {
            val key = if (withDeviceKey) app.makeDeviceKey() else null
            val ways = listOfNotNull(UnlockWay.PASSPHRASE, UnlockWay.RECOVERY, key?.let { UnlockWay.DEVICE })
            val creation = vault.creation(ways, password.typed, (key ?: ByteArray(0)).direct(), app.memory.earlySettings)
            key?.fill(0)
            val made = off { creation.finish(now) }
            app.memory.mark = made.mark
            recovery = made.recovery?.use { it.groups() }.orEmpty()
            password.clear()
            go(StartAct.MADE)
        }
    }

    fun copyRecovery() = app.copyRecoveryCode(recovery)

    fun noted() {
        recovery = emptyList()
        app.opened()
        if (restoreAfter) app.push(RestoreModel(app))
    }
}
