package app.aikotoba.android

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.aikotoba.core.nextLockLook
import app.aikotoba.ui.AppModel
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/**
 * Locks the vault when the screen goes off, and out of sight once the core says that it is time: not only when
 * the app comes back, so that the key does not stay in memory meanwhile.
 */
class AutoLock(private val app: AppModel) {
    private var watch: Job? = null

    /** The app came into sight. */
    fun shown() {
        watch?.cancel()
        app.shown()
    }

    /** The app went out of sight. */
    fun hidden() {
        app.hidden()
        val left = app.platform.monotonicMillis()
        watch?.cancel()
        watch = app.scope.launch {
            while (app.vault.isUnlocked()) delay((nextLook(left) ?: break).toLong())
            lock()
        }
    }

    fun screenOff() = lock()

    private fun nextLook(left: Long) = nextLockLook(app.settings.settings.autoLock, left, app.platform.monotonicMillis())

    private fun lock() {
        if (app.vault.isUnlocked()) app.lock()
    }
}

/** Hears that the screen went off. */
class ScreenOff(private val heard: () -> Unit) : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action == Intent.ACTION_SCREEN_OFF) heard()
    }
}
