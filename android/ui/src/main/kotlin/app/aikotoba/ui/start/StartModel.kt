package app.aikotoba.ui.start

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AfterStart
import app.aikotoba.core.FirstStartState
import app.aikotoba.core.Setting
import app.aikotoba.core.StartAct
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
            val creation = vault.creation()
            creation.withPassword(password.typed)
            creation.withRecoveryCode()
            creation.withSettings(app.memory.earlySettings)
            if (withDeviceKey) app.makeDeviceKey()?.let { key -> creation.withDeviceKey(key.direct()).also { key.fill(0) } }
            val paper = off { creation.finish(now) }
            // The person created this vault, so the mark of an earlier one does not count.
            app.memory.mark = null
            recovery = paper?.use { it.groups() }.orEmpty()
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
