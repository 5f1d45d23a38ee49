package app.aikotoba.ui.scan

import androidx.compose.ui.geometry.Size
import app.aikotoba.core.CameraError
import app.aikotoba.core.CodeScanner
import app.aikotoba.core.FrameLayout
import app.aikotoba.core.Rotation
import app.aikotoba.core.ScanState
import app.aikotoba.core.cameraFailure
import app.aikotoba.core.isForTheSettings
import app.aikotoba.ui.Camera
import app.aikotoba.ui.ErrorText
import app.aikotoba.ui.Luma
import app.aikotoba.ui.MessageTexts
import app.aikotoba.ui.Platform
import java.nio.ByteBuffer

/** Whether the camera gives frames. */
sealed interface CameraState {
    data object On : CameraState

    /** It gives none. [errorText] is the reason, or `null` if nobody asked for frames. */
    class Off(val errorText: ErrorText?, val settingsHelp: Boolean = false) : CameraState

    companion object {
        fun first(camera: Camera?): CameraState = if (camera == null) Off(null) else On

        fun refused(why: CameraError, speech: MessageTexts): CameraState = Off(speech.tell(cameraFailure(why)), isForTheSettings(why))
    }
}

/** Passes frames to the scanner, in one buffer outside of the Java heap. */
internal class FrameReader(private val scanner: CodeScanner, private val platform: Platform) {
    private val begin = platform.monotonicMillis()
    private var buffer = ByteBuffer.allocateDirect(0)

    fun at(luma: Luma): ScanState {
        if (buffer.capacity() < luma.pixels.size) buffer = ByteBuffer.allocateDirect(luma.pixels.size)
        buffer.clear()
        buffer.put(luma.pixels).flip()
        val shape = FrameLayout(luma.width.toUInt(), luma.height.toUInt(), luma.stride.toUInt(), rotationOf(luma))
        return scanner.look(buffer, shape, platform.monotonicMillis() - begin, platform.wallMillis())
    }

    private fun rotationOf(luma: Luma) =
        when (luma.rotation) {
            90 -> Rotation.CLOCKWISE90
            180 -> Rotation.CLOCKWISE180
            270 -> Rotation.CLOCKWISE270
            else -> Rotation.UPRIGHT
        }
}

/** The size of the upright picture. */
internal val Luma.uprightSize: Size
    get() = if (rotation % 180 == 0) Size(width.toFloat(), height.toFloat()) else Size(height.toFloat(), width.toFloat())
