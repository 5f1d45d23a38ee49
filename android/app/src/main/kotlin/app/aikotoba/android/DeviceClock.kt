package app.aikotoba.android

import android.content.ContentResolver
import android.os.Build
import android.os.SystemClock
import android.provider.Settings
import app.aikotoba.ui.ClockSigns
import java.time.DateTimeException

/** The clocks of the device, and what it reports about them. */
class DeviceClock(private val resolver: ContentResolver) {
    fun wallMillis(): Long = System.currentTimeMillis()

    fun monotonicMillis(): Long = SystemClock.elapsedRealtime()

    fun signs(): ClockSigns = ClockSigns(automatic(), network())

    private fun automatic(): Boolean? =
        when (Settings.Global.getInt(resolver, Settings.Global.AUTO_TIME, -1)) {
            0 -> false
            1 -> true
            else -> null
        }

    /** The network's clock, from Android 13, if the device has asked for the time. The app never asks itself. */
    private fun network(): Pair<Long, Long>? {
        if (Build.VERSION.SDK_INT < 33) return null
        return try {
            Pair(SystemClock.currentNetworkTimeClock().millis(), wallMillis())
        } catch (_: DateTimeException) {
            null
        }
    }
}
