package app.aikotoba.ui

import app.aikotoba.core.isLockDue
import app.aikotoba.core.isPasteOffered

/** Locks the vault if the app was invisible for longer than the settings allow. */
internal class VisibilityWatch(private val app: AppModel) {
    private var lostAt: Long? = null
    private var leftAt: Long? = null

    fun lost() {
        lostAt = app.platform.monotonicMillis()
        leftAt = app.platform.wallMillis()
        runCatching { app.vault.cover() }
    }

    fun regained() {
        val since = lostAt ?: return
        lostAt = null
        val isDue = isLockDue(app.settings.settings.autoLock, since, app.platform.monotonicMillis())
        if (isDue && app.vault.isUnlocked()) app.lock()
        app.isPasteOffered = isPasteOffered(leftAt, app.platform.clipboard.copiedAt())
        app.endCorrection()
    }
}
