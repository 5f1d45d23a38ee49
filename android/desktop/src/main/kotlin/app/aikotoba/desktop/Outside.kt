package app.aikotoba.desktop

import app.aikotoba.ui.Clipboard
import app.aikotoba.ui.SettingsPage
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import java.awt.Image
import java.awt.Toolkit
import java.awt.datatransfer.DataFlavor
import java.awt.datatransfer.StringSelection
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.io.File
import javax.imageio.ImageIO
import kotlin.time.Duration.Companion.seconds

/** The desktop's clipboard. A copied code is cleared, unless something else was copied since. */
class DesktopClipboard(private val scope: CoroutineScope) : Clipboard {
    private var clearing: Job? = null
    private var toClear: String? = null
    private val system get() = Toolkit.getDefaultToolkit().systemClipboard

    override fun copySecret(text: String, clearAfterSeconds: Int?) {
        put(text)
        clearing?.cancel()
        toClear = text.takeIf { clearAfterSeconds != null }
        clearing =
            clearAfterSeconds?.let {
                scope.launch {
                    delay(it.seconds)
                    clearNow()
                }
            }
    }

    /** Clears what was to be cleared later, because the app is closed. */
    fun clearNow() {
        val text = toClear ?: return
        toClear = null
        if (paste() == text) put("")
    }

    private fun put(text: String) {
        try {
            system.setContents(StringSelection(text), null)
        } catch (_: IllegalStateException) {
            // Another program holds the clipboard.
        }
    }

    override fun paste(): String? = content(DataFlavor.stringFlavor) { it as? String }?.takeIf { it.isNotBlank() }

    override fun pastePicture(): ByteArray? = content(DataFlavor.imageFlavor) { (it as? Image)?.let(::pngOf) }

    private fun <T> content(flavor: DataFlavor, read: (Any) -> T?): T? = runCatching { system.takeIf { it.isDataFlavorAvailable(flavor) }?.getData(flavor)?.let(read) }.getOrNull()
}

/** A picture as the bytes of a PNG file, for the core. */
fun pngOf(image: Image): ByteArray {
    val drawn = BufferedImage(image.getWidth(null), image.getHeight(null), BufferedImage.TYPE_INT_RGB)
    drawn.createGraphics().apply { drawImage(image, 0, 0, null) }.dispose()
    return ByteArrayOutputStream().also { ImageIO.write(drawn, "png", it) }.toByteArray()
}

/** Milliseconds since the machine started, including sleep: `CLOCK_BOOTTIME` on Linux, otherwise the JVM's clock. */
fun bootMillis(): Long {
    val uptime = runCatching { File("/proc/uptime").readText().substringBefore(' ').toDouble() }.getOrNull()
    return uptime?.let { (it * 1000).toLong() } ?: (System.nanoTime() / 1_000_000)
}

/** Whether a service sets the clock. */
object ClockOfSystem {
    /** Whether the network set the clock, according to systemd; `null` without systemd. */
    fun isSetByItself(): Boolean? =
        when {
            File("/run/systemd/timesync/synchronized").exists() -> true
            else -> null
        }
}

/** The desktop's settings, if there is a program for them. */
object DesktopSettings {
    fun open(page: SettingsPage) {
        val panel =
            when (page) {
                SettingsPage.DATE_AND_TIME -> "datetime"
                SettingsPage.APP_PERMISSIONS -> "camera"
                SettingsPage.SCREEN_LOCK -> "screen"
            }
        val programs = listOf(listOf("gnome-control-center", panel), listOf("systemsettings"))
        for (program in programs) {
            if (runCatching { ProcessBuilder(program).start() }.isSuccess) return
        }
    }
}
