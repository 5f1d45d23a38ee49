package app.aikotoba.ui.start

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AfterStart
import app.aikotoba.core.CreatedVault
import app.aikotoba.core.FirstStartState
import app.aikotoba.core.Setting
import app.aikotoba.core.StartAction
import app.aikotoba.core.StartStep
import app.aikotoba.core.UnlockWay
import app.aikotoba.core.firstStartAfter
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.NewPassword
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.copyRecoveryCode
import app.aikotoba.ui.direct
import app.aikotoba.ui.makeDeviceKey
import app.aikotoba.ui.moving.MoveModel
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.scan.ScanModel

/** The first start. */
class StartModel(app: AppModel, state: FirstStartState, val onBack: (() -> Unit)? = null) : Model(app) {
    private var state by mutableStateOf(state)
    val step get() = state.step
    val then get() = state.then

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

    /** The first account. If the device has a screen lock, it protects the vault, and no password is typed. */
    fun scan() {
        go(StartAction.SCAN)
        if (step == StartStep.DEVICE_LOCK) makeBehindLock()
    }

    private fun makeBehindLock() =
        act {
            val others = listOf(UnlockWay.RECOVERY)
            val key = newKey(others)
            if (key == null) {
                withDeviceKey = false
                go(StartAction.LOCK_DECLINED)
                return@act
            }
            val made = create(others, key)
            made.recovery?.close()
            app.memory.mark = made.mark
            enter()
        }

    /** Makes the device's key for a vault with these other ways; `null` if the device gave none. */
    private suspend fun newKey(others: List<UnlockWay>): ByteArray? {
        val binding = vault.creation(others, password.typed, ByteArray(0).direct(), "").use { it.deviceKeyBinding() }
        return app.makeDeviceKey(binding)
    }

    /** Creates the vault, and overwrites the key. */
    private suspend fun create(others: List<UnlockWay>, key: ByteArray?): CreatedVault {
        val ways = others + listOfNotNull(key?.let { UnlockWay.DEVICE })
        val creation = vault.creation(ways, password.typed, (key ?: ByteArray(0)).direct(), app.memory.earlySettings)
        key?.fill(0)
        return inBackground { creation.finish(now) }
    }

    fun beginWithBackup() = go(StartAction.BEGIN_WITH_BACKUP)

    fun beginWithImport() = go(StartAction.BEGIN_WITH_IMPORT)

    private fun go(action: StartAction) {
        firstStartAfter(state, action)?.let { state = it }
    }

    /** The person agreed: the remaining vault file is kept under another name, and a backup is restored into a new vault. */
    fun setAside() =
        act {
            keptAs = inBackground { vault.setAside() }
            app.startWith(this@StartModel)
            beginWithBackup()
        }

    override val holdsBack get() = busy || firstStartAfter(state, StartAction.BACK) != null

    /** It cannot be left while a vault is being created. */
    override fun stepBack(): Boolean {
        if (busy) return true
        val before = firstStartAfter(state, StartAction.BACK)
        before?.let { state = it }
        return before != null
    }

    fun speak(language: String) = quietly { app.preferred.chooseEarly(Setting.LANGUAGE, language) }

    fun make() {
        if (!canMake) return
        act {
            val others = listOf(UnlockWay.PASSPHRASE, UnlockWay.RECOVERY)
            val key = if (withDeviceKey) newKey(others) ?: return@act keyNotGiven("device-key-not-given-start") else null
            val made = create(others, key)
            app.memory.mark = made.mark
            recovery = made.recovery?.use { it.groups() }.orEmpty()
            password.clear()
            go(StartAction.MADE)
        }
    }

    fun copyRecovery() = app.copyRecoveryCode(recovery)

    fun noted() {
        recovery = emptyList()
        enter()
    }

    /** The vault exists: opens the camera, unless something came from outside. */
    private fun enter() {
        app.opened()
        when (then) {
            AfterStart.RESTORE -> app.push(RestoreModel(app))
            AfterStart.IMPORT -> app.push(MoveModel(app))
            AfterStart.SCAN -> if (app.top is CodesModel) app.push(ScanModel(app))
        }
    }
}
