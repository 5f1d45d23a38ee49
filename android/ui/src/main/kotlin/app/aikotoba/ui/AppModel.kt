package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Failure
import app.aikotoba.core.Offered
import app.aikotoba.core.Vault
import app.aikotoba.core.VaultPresence
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.health.HealthModel
import app.aikotoba.ui.start.StartModel
import app.aikotoba.ui.unlock.UnlockModel
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers

/** The app: its vault, its settings, and which screens lie on each other. It outlives the screens. */
class AppModel private constructor(val platform: Platform, val scope: CoroutineScope, val work: CoroutineDispatcher, private val screens: ScreenStack) : Screens by screens {
    constructor(platform: Platform, scope: CoroutineScope, work: CoroutineDispatcher = Dispatchers.IO) : this(platform, scope, work, ScreenStack())

    val vault: Vault = Vault.at(platform.vault.path)
    val memory = Memory(platform.preferences)
    val clock = ClockWatch(platform)
    val preferred = Preferred(platform, memory)
    private val freshness = Freshness(vault, memory)
    private val sight = Sight(this)

    val settings get() = preferred.settings
    val speech get() = preferred.speech

    /** A short message at the foot of the screen, with a way to undo where there is one. */
    var message: Message? by mutableStateOf(null)

    /** Whether the person went on with unlocking at more memory and time than usual: asked once for as long as the app runs. */
    var isUnlockCostAccepted = false

    /** What came from outside while the vault was locked: it is shown once it is open. */
    var waiting: Incoming? = null

    init {
        screens.push(first())
    }

    private fun first(): Model {
        val state = vault.firstStartState(if (deviceKeyOffered) Offered.YES else Offered.NO)
        return if (state == null) UnlockModel(this) else StartModel(this, state)
    }

    val deviceKeyOffered get() = platform.deviceKeys?.standing().let { it != null && it != DeviceKeyStanding.NOT_OFFERED }

    /** Back to the list, whatever lies on it. */
    fun toCodes() {
        screens.toFirst()
        if (top !is CodesModel) screens.startWith(CodesModel(this))
    }

    /** The vault was opened or made: the list is shown, and what waited outside is let in. Where the vault may not be the right one, that is asked first. */
    fun opened() {
        val question =
            try {
                refreshSettings()
                freshness.meet()
            } catch (_: Failure.Locked) {
                return askToUnlock()
            }
        screens.startWith(CodesModel(this))
        if (question != null) push(HealthModel(this, question)) else letIn()
    }

    /** Shows what came from outside while the vault was locked or in doubt. */
    fun letIn() {
        val came = waiting ?: return
        waiting = null
        receive(came)
    }

    /** Leaves all screens for another. */
    fun startWith(model: Model) = screens.startWith(model)

    /** The vault was changed. */
    fun changed() = freshness.remember()

    /** The person takes the vault for the right one. */
    fun acceptVault() = freshness.accept()

    fun lock() {
        vault.lock()
        askToUnlock()
    }

    fun askToUnlock() {
        // It may name an account.
        message = null
        if (top !is UnlockModel && top !is StartModel) screens.startWith(first())
    }

    /** The app went out of sight. */
    fun hidden() = sight.lost()

    /** The app came back into sight. */
    fun shown() = sight.regained()

    /** The device was set differently, perhaps to another language. */
    fun deviceChanged() = preferred.deviceChanged()

    fun refreshSettings() = preferred.readFrom(vault)

    /** Something was shared with the app, or a link was opened. */
    fun receive(incoming: Incoming) {
        val isAsking = (top as? HealthModel)?.isQuestion == true
        val open = vault.presence() == VaultPresence.VAULT && vault.isUnlocked() && !isAsking
        waiting = if (open) null else waiting.and(incoming)
        if (open) take(incoming)
    }
}
