package app.aikotoba.android

import android.app.Application
import android.content.Intent
import android.content.IntentFilter
import android.content.res.Configuration
import app.aikotoba.ui.AppModel
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.withContext

/** The process. It owns the objects that outlive the activities. */
class AikotobaApplication : Application() {
    val platform by lazy { AndroidPlatform(this) }

    /** The app's model. It opens no vault by itself: without a key or password from the person, it shows nothing. */
    val model get() = made.value

    private val made = lazy { AppModel(platform, MainScope()) }

    /** A background job carried a backup. A model that is not there yet learns it when the vault is unlocked. */
    suspend fun delivered() {
        if (made.isInitialized()) withContext(Dispatchers.Main) { model.automatic.delivered() }
    }

    val autoLock by lazy { AutoLock(model) }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        // The language may have changed; recreating the activity alone would show the old texts.
        if (made.isInitialized()) model.deviceChanged()
    }

    override fun onCreate() {
        super.onCreate()
        checkMainThread()
        registerReceiver(ScreenOff { autoLock.screenOff() }, IntentFilter(Intent.ACTION_SCREEN_OFF))
    }
}
