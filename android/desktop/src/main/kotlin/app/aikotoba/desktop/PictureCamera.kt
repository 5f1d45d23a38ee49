package app.aikotoba.desktop

import androidx.compose.foundation.Canvas
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import androidx.compose.ui.unit.IntOffset
import androidx.compose.ui.unit.IntSize
import app.aikotoba.ui.Camera
import app.aikotoba.ui.CameraEvent
import app.aikotoba.ui.Luma
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import java.awt.image.BufferedImage
import kotlin.math.max
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

/** A camera made of a sequence of pictures: those of a folder, or of the screen. */
abstract class PictureCamera(private val pause: Duration = 120.milliseconds) : Camera {
    private var shown by mutableStateOf<ImageBitmap?>(null)
    override val hasTorch = false

    /** The next picture; `null` if there are no more. */
    protected abstract fun next(): BufferedImage?

    /** Shows a grey frame in the preview. */
    protected fun show(grey: ByteArray, width: Int, height: Int) {
        val picture = BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY)
        picture.raster.setDataElements(0, 0, width, height, grey)
        shown = picture.toComposeImageBitmap()
    }

    override fun frames(): Flow<CameraEvent> =
        flow {
            while (true) {
                val picture = next() ?: return@flow
                shown = picture.toComposeImageBitmap()
                emit(CameraEvent.Frame(lumaOf(picture)))
                delay(pause)
            }
        }.flowOn(Dispatchers.IO)

    override fun setTorch(on: Boolean) = Unit

    override fun focusAt(x: Float, y: Float) = Unit

    @Composable
    override fun Preview(modifier: Modifier) =
        Canvas(modifier) {
            val image = shown ?: return@Canvas
            val scale = max(size.width / image.width, size.height / image.height)
            val (width, height) = image.width * scale to image.height * scale
            drawImage(
                image,
                dstOffset = IntOffset(((size.width - width) / 2).toInt(), ((size.height - height) / 2).toInt()),
                dstSize = IntSize(width.toInt(), height.toInt()),
            )
        }
}

/** The luma of a picture's pixels, by ITU-R BT.601. */
fun lumaOf(picture: BufferedImage): Luma {
    val (width, height) = picture.width to picture.height
    val colours = picture.getRGB(0, 0, width, height, null, 0, width)
    val grey =
        ByteArray(colours.size) { at ->
            val colour = colours[at]
            val (red, green, blue) = Triple(colour shr 16 and 0xff, colour shr 8 and 0xff, colour and 0xff)
            ((299 * red + 587 * green + 114 * blue + 500) / 1000).toByte()
        }
    return Luma(grey, width, height, width, 0)
}
