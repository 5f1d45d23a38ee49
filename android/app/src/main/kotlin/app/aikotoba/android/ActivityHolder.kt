package app.aikotoba.android

import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.lifecycle.DefaultLifecycleObserver
import androidx.lifecycle.LifecycleOwner
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/**
 * The present activity, for what Android does only through one. It outlives the activities that follow each other when the device is
 * rotated.
 */
class ActivityHolder {
    private val mutableVisible = MutableStateFlow(false)
    private var screenshotsAllowed = false

    /** Whether the app is visible. */
    val visible: StateFlow<Boolean> = mutableVisible

    /** The activity; `null` while there is none. */
    var activity: ComponentActivity? = null
        private set

    /** Must be called first by an activity that is being created. */
    fun enter(entering: ComponentActivity) {
        activity = entering
        guard(entering)
        entering.lifecycle.addObserver(object : DefaultLifecycleObserver {
            override fun onStart(owner: LifecycleOwner) {
                mutableVisible.value = true
            }

            override fun onStop(owner: LifecycleOwner) {
                mutableVisible.value = activity != entering && mutableVisible.value
            }

            override fun onDestroy(owner: LifecycleOwner) {
                if (activity == entering) activity = null
            }
        })
    }

    /** Allows or forbids screenshots, and the preview in the list of recent apps. */
    fun allowScreenshots(allowed: Boolean) {
        screenshotsAllowed = allowed
        activity?.let { it.runOnUiThread { guard(it) } }
    }

    private fun guard(activity: ComponentActivity) {
        val flag = WindowManager.LayoutParams.FLAG_SECURE
        if (screenshotsAllowed) activity.window.clearFlags(flag) else activity.window.addFlags(flag)
    }
}
