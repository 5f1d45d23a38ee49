package app.aikotoba.ui.unlock

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Failure
import app.aikotoba.core.Offered
import app.aikotoba.core.UnlockRefresh
import app.aikotoba.core.UnlockState
import app.aikotoba.core.UnlockWay
import app.aikotoba.core.Unlocking
import app.aikotoba.core.canTryToUnlock
import app.aikotoba.core.unlockRefresh
import app.aikotoba.core.unlockRefreshMillis
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.start.StartModel
import kotlinx.coroutines.delay

/** Unlocking the vault. */
class UnlockModel(app: AppModel) : Model(app) {
    var state by mutableStateOf(UnlockState(emptyList(), null, 0u, 0u))
        private set
    var way by mutableStateOf<UnlockWay?>(null)
        private set
    var typed by mutableStateOf("")

    /** An attempt that needs more memory and time than usual, while the person is asked whether to continue. */
    private var costly by mutableStateOf<Unlocking?>(null)
    val isCostAsked get() = costly != null

    /** Whether this file can never be unlocked, so that it may be set aside. */
    var canBeSetAside by mutableStateOf(false)
        private set

    val canUnlock get() = !busy && canTryToUnlock(state, way, typed.isNotEmpty())

    /** Whether the ways to unlock are known. */
    var isKnown by mutableStateOf(false)
        private set

    /** Tries again if the vault could not be read, as when another program has it open. */
    fun lookAgain() = act { look() }

    /** Reads the ways to unlock. */
    internal suspend fun look() {
        errorText = null
        canBeSetAside = false
        tell { refresh() }
        way = state.ways.firstOrNull()
        isKnown = true
    }

    /** Counts down a wait. Requests the device key at once, as people expect. */
    suspend fun watch() {
        if (!isKnown) look()
        if (way == UnlockWay.DEVICE) unlock()
        while (true) {
            delay(unlockRefreshMillis().toLong())
            when (unlockRefresh(state, canBeSetAside)) {
                UnlockRefresh.COUNT_DOWN -> tell { refresh() }
                UnlockRefresh.OPEN_AGAIN -> if (!busy) look()
                UnlockRefresh.NOTHING -> {}
            }
        }
    }

    private suspend fun refresh() {
        state = inBackground { vault.unlockState(platform.deviceKey(), app.memory.tries, platform.monotonicMillis()) }
    }

    fun choose(other: UnlockWay) {
        way = other
        typed = ""
        errorText = null
        costly = null
        if (other == UnlockWay.DEVICE) unlock()
    }

    override val isGuarded get() = false

    fun unlock() {
        if (!canUnlock) return
        act {
            val unlocking = app.unlocking(way, typed) ?: return@act refresh()
            finish(unlocking)
        }
    }

    /** The person accepts the costly attempt. */
    fun acceptCost() {
        val unlocking = costly ?: return
        unlocking.acceptCost()
        app.isUnlockCostAccepted = true
        act { finish(unlocking) }
    }

    private suspend fun finish(unlocking: Unlocking) {
        costly = null
        try {
            app.finish(unlocking)
            app.opened()
        } finally {
            costly = unlocking.takeIf { it.cost() != null }
            if (!vault.isUnlocked()) tell { refresh() }
        }
    }

    /** Replaces a file that can never be unlocked by a new vault, after a confirmation. */
    fun restore() = vault.firstStartState(Offered.NO)?.let { app.push(StartModel(app, it) { app.back() }) } ?: Unit

    override fun failed(failure: Failure) {
        super.failed(failure)
        typed = ""
        canBeSetAside = vault.canBeSetAside()
    }
}
