package app.aikotoba.ui

import app.aikotoba.core.AutomaticTime
import app.aikotoba.core.ClockEvidence
import app.aikotoba.core.ClockReading
import app.aikotoba.core.NetworkTime
import app.aikotoba.core.Tries

/** What the app keeps beside the vault, for the time before it is open. */
class Memory(private val preferences: Preferences) {
    /** The settings that are needed while the vault is locked. */
    var earlySettings: List<String>
        get() = preferences.read("settings").orEmpty().lines().filter { it.isNotEmpty() }
        set(values) = preferences.write("settings", values.joinToString("\n"))

    /** Wrong tries at unlocking: closing the app is no way around a wait. */
    var tries: Tries
        get() {
            val parts = preferences.read("tries").orEmpty().split(' ').mapNotNull { it.toLongOrNull() }
            return if (parts.size == 2) Tries(parts[0].toUInt(), parts[1]) else Tries(0u, 0)
        }
        set(tries) = preferences.write("tries", "${tries.wrong} ${tries.lastMillis}")

    /** The vault as it was seen last, to notice an older file or another vault. Only the core reads it. */
    var mark: String?
        get() = preferences.read("mark")
        set(mark) = preferences.write("mark", mark)
}

/** Gathers what is known about the device's clock. */
class ClockWatch(private val platform: Platform) {
    private val earlier = reading()

    fun evidence(): ClockEvidence {
        val signs = platform.clockSigns()
        val automatic =
            when (signs.automatic) {
                true -> AutomaticTime.ON
                false -> AutomaticTime.OFF
                null -> AutomaticTime.UNKNOWN
            }
        return ClockEvidence(automatic, signs.network?.let { NetworkTime(it.first, it.second) }, earlier, reading())
    }

    private fun reading() = ClockReading(platform.wallMillis(), platform.monotonicMillis())
}
