package app.aikotoba.ui.start

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.FirstStartState
import app.aikotoba.core.Setting
import app.aikotoba.core.StartStep
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.NewPassword
import app.aikotoba.ui.copySecret
import app.aikotoba.ui.direct
import app.aikotoba.ui.makeDeviceKey
import app.aikotoba.ui.restore.RestoreModel

/** The first start. */
class StartModel(app: AppModel, state: FirstStartState, val onBack: (() -> Unit)? = null) : Model(app) {
    var step by mutableStateOf(state.step)
        private set
    val deviceKeyOffered = app.deviceKeyOffered
    var withDeviceKey by mutableStateOf(deviceKeyOffered)
    val password = NewPassword(app)
    var recovery by mutableStateOf<List<String>>(emptyList())
        private set
    var restoreAfter by mutableStateOf(false)
        private set

    /** What stood in the vault's place is kept under this name. */
    var keptAs by mutableStateOf<String?>(null)
        private set

    val canMake get() = !busy && password.isChosen

    fun begin() {
        step = StartStep.LOCKS
    }

    fun beginWithBackup() {
        restoreAfter = true
        begin()
    }

    /** The person said yes: what remains of a vault is kept under another name, and a backup is restored into a new one. */
    fun setAside() =
        act {
            keptAs = off { vault.setAside() }
            app.startWith(this@StartModel)
            beginWithBackup()
        }

    /** The recovery code is shown once, and a vault that is being made is waited for: both are left by going on. */
    override fun stepBack(): Boolean {
        if (step == StartStep.LOCKS && !busy) {
            restoreAfter = false
            step = StartStep.WELCOME
            return true
        }
        return step == StartStep.RECOVERY_CODE || busy
    }

    /** The languages to choose from before there is a vault, and the one that is spoken. */
    val languages = listOf("setting-language-japanese" to "ja", "setting-language-english" to "en")

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
            // Whatever was here before: the person made this one.
            app.memory.mark = null
            recovery = paper?.use { it.groups() }.orEmpty()
            password.clear()
            step = StartStep.RECOVERY_CODE
        }
    }

    fun copyRecovery() = app.copySecret(recovery.joinToString("-"), RECOVERY_SECONDS)

    fun noted() {
        recovery = emptyList()
        app.opened()
        if (restoreAfter) app.push(RestoreModel(app))
    }
}

/** Time enough to paste a recovery code into a note. */
internal const val RECOVERY_SECONDS = 120
