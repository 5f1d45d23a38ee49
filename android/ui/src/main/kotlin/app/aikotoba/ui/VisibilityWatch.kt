package app.aikotoba.ui

import app.aikotoba.core.isLockDue
import app.aikotoba.core.isPasteOffered
import app.aikotoba.core.nextLockCheck

/** Locks the vault if the app was invisible for longer than the settings allow. */
internal class VisibilityWatch(private val app: AppModel) {
    private var lostAt: Long? = null
    private var leftAt: Long? = null

    /** Whether the app became invisible because it asked the person to choose something. */
    private var isChoosing = false

    private var isScreenOff = false

    private val autoLock get() = app.settings.settings.autoLock
    private val now get() = app.platform.monotonicMillis()

    fun lost(isChoosing: Boolean) {
        lostAt = now
        leftAt = app.platform.wallMillis()
        this.isChoosing = isChoosing
        runCatching { app.vault.cover() }
    }

    fun regained() {
        val isDue = isDue()
        lostAt = null
        isScreenOff = false
        if (isDue) app.lockAway()
        app.isPasteOffered = isPasteOffered(leftAt, app.platform.clipboard.copiedAt())
        app.endCorrection()
    }

    fun screenOff() {
        isScreenOff = true
    }

    /** Whether the app is invisible and has to be locked now. */
    fun isDue(): Boolean = lostAt?.let { isScreenOff || isLockDue(autoLock, it, now, isChoosing) } ?: false

    /** The milliseconds until the next check of an invisible app; `null` if it locks now. */
    fun nextCheck(): Long? = lostAt?.let { nextLockCheck(autoLock, it, now, isChoosing)?.toLong() }
}
