package app.aikotoba.android

import android.app.Application
import android.content.Intent
import android.content.IntentFilter
import android.content.res.Configuration
import app.aikotoba.ui.AppModel
import kotlinx.coroutines.MainScope

/** The process: it holds what outlives the activities. */
class AikotobaApplication : Application() {
    val platform by lazy { AndroidPlatform(this) }

    /** The app's model. It opens no vault: without a key that a person gives, it shows nothing. */
    val model get() = made.value

    private val made = lazy { AppModel(platform, MainScope()) }

    val autoLock by lazy { AutoLock(model) }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        // Perhaps the language; the activity alone would draw the old words anew.
        if (made.isInitialized()) model.deviceChanged()
    }

    override fun onCreate() {
        super.onCreate()
        registerReceiver(ScreenOff { autoLock.screenOff() }, IntentFilter(Intent.ACTION_SCREEN_OFF))
    }
}
