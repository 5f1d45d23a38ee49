package app.aikotoba.android

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
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
        watch?.cancel()
        // Also for a locked vault: what is being unlocked opens it later.
        watch = app.scope.launch {
            while (true) delay(app.nextLockCheck() ?: break)
            app.lockAway()
        }
    }

    fun screenOff() = app.screenOff()
}

/** Receives the broadcast that the screen was turned off. */
class ScreenOff(private val onScreenOff: () -> Unit) : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action == Intent.ACTION_SCREEN_OFF) onScreenOff()
    }
}
