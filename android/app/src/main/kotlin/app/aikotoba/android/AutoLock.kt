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
 * Locks the vault when the screen is turned off, and in the background at the time that the core sets. It does not wait until the app is
 * opened again, so that the key does not stay in memory.
 */
class AutoLock(private val app: AppModel) {
    private var watch: Job? = null

    /** The app became visible. */
    fun shown() {
        watch?.cancel()
        app.shown()
    }

    /** The app became invisible. */
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

/** Receives the broadcast that the screen was turned off. */
class ScreenOff(private val heard: () -> Unit) : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action == Intent.ACTION_SCREEN_OFF) heard()
    }
}
