package app.aikotoba.ui

import app.aikotoba.core.isLockDue

/** Locks the vault if the app was invisible for longer than the settings allow. */
internal class VisibilityWatch(private val app: AppModel) {
    private var lostAt: Long? = null

    fun lost() {
        lostAt = app.platform.monotonicMillis()
        runCatching { app.vault.cover() }
    }

    fun regained() {
        val since = lostAt ?: return
        lostAt = null
        val isDue = isLockDue(app.settings.settings.autoLock, since, app.platform.monotonicMillis())
        if (isDue && app.vault.isUnlocked()) app.lock()
    }
}
