package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Failure
import app.aikotoba.core.Offered
import app.aikotoba.core.SettingSwitch
import app.aikotoba.core.SettingsState
import app.aikotoba.core.Vault
import app.aikotoba.core.VaultAge
import app.aikotoba.core.VaultPresence
import app.aikotoba.core.isLockDue
import app.aikotoba.core.settingsBeforeUnlocking
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.start.StartModel
import app.aikotoba.ui.unlock.UnlockModel
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers

/** The app: its vault, its settings, and which screens lie on each other. It outlives the screens. */
class AppModel(val platform: Platform, val scope: CoroutineScope, val work: CoroutineDispatcher = Dispatchers.IO) {
    val vault: Vault = Vault.at(platform.vault.path)
    val memory = Memory(platform.preferences)
    val clock = ClockWatch(platform)

    var settings: SettingsState by mutableStateOf(settingsBeforeUnlocking(memory.earlySettings))
        private set
    var speech: Speech by mutableStateOf(speechFor(settings, platform))
        private set

    /** A short message at the foot of the screen, with a way to undo where there is one. */
    var message: Message? by mutableStateOf(null)

    /** What came from outside while the vault was locked: it is shown once it is open. */
    var waiting: Incoming? = null

    /** Whether the vault is older than the one that was seen last, until the person accepts it. */
    var isOlder = false

    private val stack = mutableStateListOf<Model>()
    private var left: Long? = null

    /** The model of the screen on top. */
    val top: Model get() = stack.last()

    init {
        stack += first()
        applyOutside()
    }

    private fun first(): Model {
        val offered = if (deviceKeyOffered) Offered.YES else Offered.NO
        val state = vault.firstStartState(offered)
        return if (state == null) UnlockModel(this) else StartModel(this, state)
    }

    val deviceKeyOffered get() = platform.deviceKeys?.standing().let { it != null && it != DeviceKeyStanding.NOT_OFFERED }

    fun push(model: Model) {
        stack += model
    }

    /** Puts a screen in the place of the one on top: back leads past it. */
    fun replace(model: Model) {
        stack.removeAt(stack.lastIndex).close()
        stack += model
    }

    /** Goes back by one screen; `false` when there is none below, and the platform's own way out is taken. */
    fun back(): Boolean {
        if (stack.size < 2) return false
        stack.removeAt(stack.lastIndex).close()
        (top as? CodesModel)?.refresh()
        return true
    }

    /** Back to the list, whatever lies on it. */
    fun toCodes() {
        while (back()) Unit
        if (top !is CodesModel) replaceAll(CodesModel(this))
    }

    private fun replaceAll(model: Model) {
        stack.forEach { it.close() }
        stack.clear()
        stack += model
    }

    /** The vault was opened or made: the list is shown, and what waited outside is let in. */
    fun opened() {
        refreshSettings()
        try {
            isOlder = memory.mark?.let { vault.meet(it) } is VaultAge.Older
        } catch (_: Failure.Locked) {
            return askToUnlock()
        }
        changed()
        replaceAll(CodesModel(this))
        waiting?.let { receive(it) }
    }

    /** Remembers how new the vault is, so that an older file is noticed. Called after changes. */
    fun changed() {
        try {
            if (vault.isUnlocked() && !isOlder) memory.mark = vault.mark()
        } catch (_: Failure) {
            // It was locked in between; the next change is remembered.
        }
    }

    fun lock() {
        vault.lock()
        askToUnlock()
    }

    fun askToUnlock() {
        if (top !is UnlockModel && top !is StartModel) replaceAll(first())
    }

    /** The app went out of sight. */
    fun hidden() {
        left = platform.monotonicMillis()
        runCatching { vault.cover() }
    }

    /** The app came back into sight: it locks if it was away for too long. */
    fun shown() {
        val since = left ?: return
        left = null
        if (vault.isUnlocked() && isLockDue(settings.settings.autoLock, since, platform.monotonicMillis())) lock()
    }

    fun refreshSettings() {
        settings = vault.settingsState()
        memory.earlySettings = vault.earlySettings()
        speech = speechFor(settings, platform)
        applyOutside()
    }

    private fun applyOutside() {
        platform.allowScreenshots(settings.settings.screenshots == SettingSwitch.ON)
        platform.applyLanguage(languageTag(settings))
    }

    /** Something was shared with the app, or a link was opened. */
    fun receive(incoming: Incoming) {
        val open = vault.presence() == VaultPresence.VAULT && vault.isUnlocked()
        waiting = if (open) null else incoming
        if (open) take(incoming)
    }
}
