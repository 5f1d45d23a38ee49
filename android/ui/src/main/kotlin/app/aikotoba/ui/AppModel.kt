package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.CorrectedTime
import app.aikotoba.core.Enrolment
import app.aikotoba.core.Failure
import app.aikotoba.core.Offered
import app.aikotoba.core.Vault
import app.aikotoba.core.VaultPresence
import app.aikotoba.core.correctedTime
import app.aikotoba.core.isCorrectionOver
import app.aikotoba.ui.backup.AutomaticBackups
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.guide.Guides
import app.aikotoba.ui.guide.resumeGuide
import app.aikotoba.ui.health.HealthModel
import app.aikotoba.ui.start.HandOverModel
import app.aikotoba.ui.start.StartModel
import app.aikotoba.ui.unlock.UnlockModel
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch

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
    val automatic = AutomaticBackups(this)

    val settings get() = preferred.settings
    val speech get() = preferred.speech

    /** A short message at the bottom of the screen, with an undo button if possible. */
    var message: Message? by mutableStateOf(null)

    /** Whether the person accepted that unlocking takes more memory and time than usual. It is asked once while the app runs. */
    var isUnlockCostAccepted = false

    /**
     * Whether something was copied elsewhere while the app was invisible, which a scan may take. It is read only after a touch of the
     * person.
     */
    var isPasteOffered by mutableStateOf(false)

    /** What came from outside, or was chosen, while the vault was locked. It is shown after unlocking. */
    var waiting: Incoming? = null

    /** How often the app was locked. Work that began before a lock compares it. */
    var locks = 0
        private set

    /** The account whose code was to be typed when the app was locked. */
    private var unfinished: AccountId? = null

    init {
        screens.push(first())
        automatic.start()
    }

    private fun first(): Model {
        val withoutKey = vault.firstStartState(Offered.NO) ?: return UnlockModel(this)
        // Only a first start asks for the device key here; otherwise secure hardware would delay the main thread.
        val state = if (deviceKeyOffered) vault.firstStartState(Offered.YES) else withoutKey
        return StartModel(this, state ?: withoutKey)
    }

    /** Whether a device key can be made. Secure hardware is slow: not on the main thread while there is a key. */
    val deviceKeyOffered get() = platform.deviceKeys?.status().let { it != null && it != DeviceKeyStatus.NOT_OFFERED }

    /** The time for codes: the device's clock, with the person's own correction. */
    fun codeTime(): CorrectedTime = correctedTime(memory.clockCorrection, platform.wallMillis())

    /** Ends the correction after the device's clock was set right, and shows a message. */
    fun endCorrection() {
        if (!isCorrectionOver(memory.clockCorrection, clock.evidence())) return
        memory.clockCorrection = null
        message = Message(speech.say("correction-over"))
    }

    /** Goes back to the list of codes and closes all other screens. */
    fun showCodes() =
        guarded {
            screens.closeAllButFirst()
            if (top !is CodesModel) screens.startWith(CodesModel(this))
        }

    /** Opens a screen over the present one. If the vault cannot give what it shows, the present screen stays and shows why. */
    fun open(make: () -> Model) = guarded { push(make()) }

    private fun guarded(block: () -> Unit) {
        try {
            block()
        } catch (failure: Failure) {
            top.failed(failure)
        }
    }

    /** The vault was opened or created: shows the list and what was waiting. If it may not be the right vault, that is asked first. */
    fun opened() {
        try {
            refreshSettings()
            val question = freshness.meet()
            screens.startWith(CodesModel(this))
            if (question != null) return push(HealthModel(this, question))
            secureFirst()
            showPending()
        } catch (failure: Failure) {
            vault.lock()
            screens.startWith(first())
            top.failed(failure)
        }
    }

    /** While nothing else opens the vault and a site asks for its codes, each opening starts there. */
    fun secureFirst() {
        if (top is HandOverModel) return
        vault.handOverDue()?.let { push(HandOverModel(this, it)) }
    }

    /** Shows what came from outside while the vault was locked or in doubt, otherwise what was not finished. */
    fun showPending() {
        scope.launch { automatic.opened() }
        val came = waiting
        waiting = null
        if (came != null) return receive(came)
        if (top is CodesModel) resumeGuide()
        if (top is CodesModel) resumeEnrolment()
    }

    private fun resumeEnrolment() {
        val account = unfinished ?: return
        unfinished = null
        open { EnrolmentModel(this, Enrolment.resume(vault, account)) }
    }

    /** Replaces all screens by one. */
    fun startWith(model: Model) = screens.startWith(model)

    /** The vault was changed. */
    fun changed() {
        freshness.remember()
        automatic.changed()
    }

    /** An automatic backup was recorded in the vault, or failed. */
    internal fun backupsChanged() {
        if (!vault.isUnlocked()) return
        changed()
        top.backupsChanged()
    }

    /** The person accepts the vault as the right one. */
    fun acceptVault() = freshness.accept()

    /** Locks the vault. An attempt to unlock that is running does not open it. */
    fun lock() {
        locks += 1
        automatic.leave()
        vault.lock()
        askToUnlock()
    }

    /** Locks because the person is away: if nothing is open, what is being unlocked now. */
    fun lockAway() {
        if (vault.isUnlocked()) lock() else locks += 1
    }

    /** The screen was turned off. */
    fun screenOff() {
        sight.screenOff()
        lockAway()
    }

    fun askToUnlock() {
        if (vault.isUnlocked()) return
        // The message may name an account.
        message = null
        if (top is UnlockModel || top is StartModel) return
        unfinished = screens.all.firstNotNullOfOrNull { (it as? EnrolmentModel)?.unfinished }
        screens.startWith(first())
    }

    /** Whether the person is choosing where an unlocked operation writes, or is asked for the device key. */
    private var choices = 0

    /** Waits for a choice without which an unlocked operation, or unlocking itself, cannot go on. The lock waits for it for a limited time. */
    internal suspend fun <T> awaitingChoice(ask: suspend () -> T): T {
        choices += 1
        try {
            return ask()
        } finally {
            choices -= 1
        }
    }

    /** The app became invisible. */
    fun hidden() {
        sight.lost(choices > 0)
        automatic.leave()
    }

    /** The milliseconds until an invisible app checks again whether to lock; `null` if it locks now. */
    fun nextLockCheck(): Long? = sight.nextCheck()

    /** Whether the app is invisible for longer than the settings allow. */
    internal val isLockDue get() = sight.isDue()

    /** Something ended, perhaps by opening the vault of an app that is invisible. */
    internal fun lockIfDue() {
        if (isLockDue && vault.isUnlocked()) lock()
    }

    /** The app became visible again. */
    fun shown() {
        sight.regained()
        top.seenAgain()
    }

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
