package app.aikotoba.ui

import app.aikotoba.core.AutomaticTime
import app.aikotoba.core.ClockEvidence
import app.aikotoba.core.ClockReading
import app.aikotoba.core.NetworkTime
import app.aikotoba.core.UnlockTries
import app.aikotoba.core.triesOfText
import app.aikotoba.core.triesText

/** What the app stores outside of the vault, for the time before it is unlocked. */
class ShellMemory(private val preferences: Preferences) {
    /** The settings that are needed while the vault is locked. Only the core reads them. */
    var earlySettings: String
        get() = preferences.read("settings").orEmpty()
        set(text) = preferences.write("settings", text)

    /** The number of wrong tries at unlocking. It is stored, so that closing the app does not shorten a wait. */
    var tries: UnlockTries
        get() = triesOfText(preferences.read("tries"))
        set(tries) = preferences.write("tries", triesText(tries))

    /** The person's own correction of the clock. Only the core reads it. */
    var clockCorrection: String?
        get() = preferences.read("clock-correction")
        set(text) = preferences.write("clock-correction", text)

    /** The position in the guide to a site. Only the core reads it; it names no account and no secret. */
    var guide: String?
        get() = preferences.read("guide")
        set(text) = preferences.write("guide", text)

    /** Whether the guide was visible when the app was locked or ended. */
    var guideOpen: Boolean
        get() = preferences.read("guide-open") != null
        set(isOpen) = preferences.write("guide-open", if (isOpen) "yes" else null)

    /** The mark of the vault that was opened last, to notice an older copy or another vault. Only the core reads it. */
    var mark: String?
        get() = preferences.read("mark")
        set(mark) = preferences.write("mark", mark)

    /** Which device this is in the names of the vault's backups. Only the core reads it; it goes to no other device. */
    var device: String?
        get() = preferences.read("device")
        set(record) = preferences.write("device", record)
}

/** Collects what is known about the device's clock. */
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

    fun reading() = ClockReading(platform.wallMillis(), platform.monotonicMillis())
}
