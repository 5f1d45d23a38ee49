package app.aikotoba.android

import android.app.Application
import android.content.Intent
import android.content.IntentFilter
import app.aikotoba.ui.AppModel
import kotlinx.coroutines.MainScope

/** The process: it holds what outlives the activities. */
class AikotobaApplication : Application() {
    val platform by lazy { AndroidPlatform(this) }

    /** The app's model. It opens no vault: without a key that a person gives, it shows nothing. */
    val model by lazy { AppModel(platform, MainScope()) }

    val autoLock by lazy { AutoLock(model) }

    override fun onCreate() {
        super.onCreate()
        registerReceiver(ScreenOff { autoLock.screenOff() }, IntentFilter(Intent.ACTION_SCREEN_OFF))
    }
}
