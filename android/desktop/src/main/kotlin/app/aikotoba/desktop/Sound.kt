package app.aikotoba.desktop

import java.io.ByteArrayInputStream
import javax.sound.sampled.AudioSystem
import javax.sound.sampled.LineEvent
import javax.sound.sampled.LineUnavailableException

/** Plays a WAV file once. A computer without a sound device stays silent. */
fun play(sound: ByteArray) {
    try {
        val clip = AudioSystem.getClip()
        clip.addLineListener { event -> if (event.type == LineEvent.Type.STOP) clip.close() }
        clip.open(AudioSystem.getAudioInputStream(ByteArrayInputStream(sound)))
        clip.start()
    } catch (_: LineUnavailableException) {
        // Another program uses the device.
    } catch (_: IllegalArgumentException) {
        // There is no device.
    }
}
