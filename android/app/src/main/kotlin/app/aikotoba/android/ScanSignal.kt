package app.aikotoba.android

import android.media.AudioAttributes
import android.media.MediaDataSource
import android.media.MediaPlayer
import android.os.Build
import android.view.HapticFeedbackConstants
import android.view.View
import app.aikotoba.core.ScanFeedback
import app.aikotoba.core.scanTone
import java.io.IOException

/** Signals that a QR code was read. A view's haptic feedback needs no permission, and follows the settings of the device. */
fun signalScan(view: View, feedback: ScanFeedback) {
    if (feedback == ScanFeedback.OFF) return
    val confirm = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) HapticFeedbackConstants.CONFIRM else HapticFeedbackConstants.VIRTUAL_KEY
    view.performHapticFeedback(confirm)
    if (feedback == ScanFeedback.SOUND) play(scanTone())
}

/** Plays a sound file once, as loud as other sounds of the system. A device that cannot play it stays silent. */
private fun play(sound: ByteArray) {
    val attributes = AudioAttributes.Builder()
        .setUsage(AudioAttributes.USAGE_ASSISTANCE_SONIFICATION)
        .setContentType(AudioAttributes.CONTENT_TYPE_SONIFICATION)
        .build()
    val player = MediaPlayer()
    player.setAudioAttributes(attributes)
    player.setOnPreparedListener(MediaPlayer::start)
    player.setOnCompletionListener(MediaPlayer::release)
    player.setOnErrorListener { failed, _, _ ->
        failed.release()
        true
    }
    try {
        player.setDataSource(SoundInMemory(sound))
        player.prepareAsync()
    } catch (_: IOException) {
        player.release()
    } catch (_: IllegalStateException) {
        player.release()
    }
}

/** A sound file in memory. */
private class SoundInMemory(private val sound: ByteArray) : MediaDataSource() {
    override fun getSize() = sound.size.toLong()

    override fun readAt(position: Long, buffer: ByteArray, offset: Int, size: Int): Int {
        val count = minOf(size.toLong(), sound.size - position).toInt()
        if (count <= 0) return END
        sound.copyInto(buffer, offset, position.toInt(), position.toInt() + count)
        return count
    }

    override fun close() = Unit

    private companion object {
        const val END = -1
    }
}
