package app.aikotoba.android

import android.app.Application

/** The process: it holds what outlives the activities. */
class AikotobaApplication : Application() {
    val platform by lazy { AndroidPlatform(this) }
}
