package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Failure
import app.aikotoba.core.Offered
import app.aikotoba.core.Vault
import app.aikotoba.core.VaultPresence
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.guide.Guides
import app.aikotoba.ui.guide.resumeGuide
import app.aikotoba.ui.health.HealthModel
import app.aikotoba.ui.moving.MoveModel
import app.aikotoba.ui.start.HandOverModel
import app.aikotoba.ui.start.StartModel
import app.aikotoba.ui.unlock.UnlockModel
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers

/** The app: its vault, its settings and its stack of screens. It outlives the screens. */
class AppModel private constructor(val platform: Platform, val scope: CoroutineScope, val work: CoroutineDispatcher, private val screens: ScreenStack) : Screens by screens {
    constructor(platform: Platform, scope: CoroutineScope, work: CoroutineDispatcher = Dispatchers.IO) : this(platform, scope, work, ScreenStack())

    val vault: Vault = Vault.at(platform.vault.path)
    val memory = ShellMemory(platform.preferences)
    val clock = ClockWatch(platform)
    val preferred = AppPreferences(platform, memory)
    val guides = Guides(memory)
    private val freshness = Freshness(vault, memory)
    private val sight = VisibilityWatch(this)

    val settings get() = preferred.settings
    val speech get() = preferred.speech

    /** A short message at the bottom of the screen, with an undo button if possible. */
    var message: Message? by mutableStateOf(null)

    /** Whether the person accepted that unlocking takes more memory and time than usual. It is asked once while the app runs. */
    var isUnlockCostAccepted = false

    /** What came from outside while the vault was locked. It is shown after unlocking. */
    var waiting: Incoming? = null

    /** The file that was chosen for an import when the vault was locked. It is read after unlocking. */
    var waitingFile: PickedFile? = null

    init {
        screens.push(first())
    }

    private fun first(): Model {
        val state = vault.firstStartState(if (deviceKeyOffered) Offered.YES else Offered.NO)
        return if (state == null) UnlockModel(this) else StartModel(this, state)
    }

    val deviceKeyOffered get() = platform.deviceKeys?.standing().let { it != null && it != DeviceKeyStatus.NOT_OFFERED }

    /** Goes back to the list of codes and closes all other screens. */
    fun toCodes() {
        screens.toFirst()
        if (top !is CodesModel) screens.startWith(CodesModel(this))
    }

    /** The vault was opened or created: shows the list and what was waiting. If it may not be the right vault, that is asked first. */
    fun opened() {
        val question =
            try {
                refreshSettings()
                freshness.meet()
            } catch (_: Failure.Locked) {
                return askToUnlock()
            }
        screens.startWith(CodesModel(this))
        if (question != null) return push(HealthModel(this, question))
        secureFirst()
        letIn()
        if (top is CodesModel) resumeGuide()
    }

    /** While nothing else opens the vault and a site asks for its codes, each opening starts there. */
    fun secureFirst() {
        if (top is HandOverModel) return
        vault.handOverDue()?.let { push(HandOverModel(this, it)) }
    }

    /** Shows what came from outside while the vault was locked or in doubt. */
    fun letIn() {
        waitingFile?.let { file -> push(MoveModel(this).also { it.take(file) }) }
        waitingFile = null
        val came = waiting ?: return
        waiting = null
        receive(came)
    }

    /** Replaces all screens by one. */
    fun startWith(model: Model) = screens.startWith(model)

    /** The vault was changed. */
    fun changed() = freshness.remember()

    /** The person accepts the vault as the right one. */
    fun acceptVault() = freshness.accept()

    fun lock() {
        vault.lock()
        askToUnlock()
    }

    fun askToUnlock() {
        // The message may name an account.
        message = null
        if (top !is UnlockModel && top !is StartModel) screens.startWith(first())
    }

    /** The app became invisible. */
    fun hidden() = sight.lost()

    /** The app became visible again. */
    fun shown() = sight.regained()

    /** The device's settings changed, perhaps its language. */
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
