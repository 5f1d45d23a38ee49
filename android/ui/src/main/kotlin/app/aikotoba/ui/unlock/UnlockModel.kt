package app.aikotoba.ui.unlock

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.DeviceKey
import app.aikotoba.core.Failure
import app.aikotoba.core.UnlockState
import app.aikotoba.core.UnlockWay
import app.aikotoba.core.Unlocking
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.DeviceKeyStanding
import app.aikotoba.ui.KeyAnswer
import app.aikotoba.ui.KeyPrompt
import app.aikotoba.ui.Model
import app.aikotoba.ui.direct
import kotlinx.coroutines.delay

/** Opening the vault. */
class UnlockModel(app: AppModel) : Model(app) {
    var state by mutableStateOf(UnlockState(emptyList(), null, 0u, 0u))
        private set
    var way by mutableStateOf<UnlockWay?>(null)
        private set
    var typed by mutableStateOf("")

    val canUnlock get() = !busy && state.secondsLeft == 0u && (way == UnlockWay.DEVICE || typed.isNotEmpty())

    init {
        lookAgain()
    }

    /** The vault could not be looked at, as when another program has it open: tries once more. */
    fun lookAgain() {
        trouble = null
        refresh()
        way = state.ways.firstOrNull()
    }

    /** Counts a wait down. The key of the device is asked for at once, as people expect it. */
    suspend fun watch() {
        if (way == UnlockWay.DEVICE) unlock()
        while (true) {
            delay(1000)
            if (state.secondsLeft > 0u) refresh()
        }
    }

    private fun refresh() = quietly { state = vault.unlockState(standing(), app.memory.tries, platform.monotonicMillis()) }

    private fun standing() =
        when (platform.deviceKeys?.standing()) {
            DeviceKeyStanding.READY -> DeviceKey.READY
            DeviceKeyStanding.INVALIDATED -> DeviceKey.INVALIDATED
            DeviceKeyStanding.UNAVAILABLE -> DeviceKey.UNAVAILABLE
            DeviceKeyStanding.ABSENT, DeviceKeyStanding.NOT_OFFERED, null -> DeviceKey.ABSENT
        }

    fun choose(other: UnlockWay) {
        way = other
        typed = ""
        trouble = null
        if (other == UnlockWay.DEVICE) unlock()
    }

    fun unlock() {
        if (!canUnlock) return
        act {
            val unlocking = begin() ?: return@act refresh()
            try {
                off { unlocking.finish() }
                app.opened()
            } finally {
                app.memory.tries = unlocking.tries()
                if (!vault.isUnlocked()) refresh()
            }
        }
    }

    private suspend fun begin(): Unlocking? {
        val (tries, at) = app.memory.tries to platform.monotonicMillis()
        return when (way) {
            UnlockWay.PASSPHRASE -> vault.unlockWithPassword(typed, tries, at)
            UnlockWay.RECOVERY -> vault.unlockWithRecoveryCode(typed, tries, at)
            UnlockWay.DEVICE -> {
                val answer = platform.deviceKeys?.fetch(KeyPrompt(say("unlock-prompt"), say("unlock-cancel")))
                (answer as? KeyAnswer.Key)?.bytes?.let { key -> vault.unlockWithDeviceKey(key.direct(), tries, at).also { key.fill(0) } }
            }
            null -> null
        }
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        typed = ""
    }
}
