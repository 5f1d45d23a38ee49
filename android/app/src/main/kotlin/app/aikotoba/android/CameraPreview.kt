package app.aikotoba.android

import android.graphics.Matrix
import android.graphics.SurfaceTexture
import android.hardware.display.DisplayManager
import android.os.Handler
import android.os.Looper
import android.util.Size
import android.view.Surface
import android.view.TextureView
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.viewinterop.AndroidView

/** A surface that a camera draws on. */
class PreviewSurface(private val texture: SurfaceTexture, private val frame: Size) {
    val surface = Surface(texture)

    /** Sets the size of the frames. The view replaces it by its own size whenever it is laid out, which would stretch the picture. */
    fun prepare() = texture.setDefaultBufferSize(frame.width, frame.height)
}

/** Shows the camera's picture. [onSurface] receives the surface to draw on, and [onGone] the same surface when it is destroyed. */
@Composable
fun CameraPreview(frame: Size, matrix: (width: Int, height: Int) -> Matrix, onSurface: (PreviewSurface) -> Unit, onGone: (PreviewSurface) -> Unit, modifier: Modifier) {
    val context = LocalContext.current
    val place = remember(context) { PreviewPlace(TextureView(context), frame, matrix, onSurface, onGone) }
    DisposableEffect(place) {
        val displays = context.getSystemService(DisplayManager::class.java)
        displays.registerDisplayListener(place, Handler(Looper.getMainLooper()))
        onDispose { displays.unregisterDisplayListener(place) }
    }
    AndroidView({ place.view }, modifier)
}

/** The view of a preview. Its matrix follows the display, which can be turned by 180 degrees without a change of the view. */
internal class PreviewPlace(
    val view: TextureView,
    private val frame: Size,
    private val matrix: (Int, Int) -> Matrix,
    private val onSurface: (PreviewSurface) -> Unit,
    private val onGone: (PreviewSurface) -> Unit,
) : TextureView.SurfaceTextureListener,
    DisplayManager.DisplayListener {
    private var shown: PreviewSurface? = null

    init {
        view.surfaceTextureListener = this
    }

    override fun onSurfaceTextureAvailable(texture: SurfaceTexture, width: Int, height: Int) {
        val surface = PreviewSurface(texture, frame)
        shown = surface
        onSurfaceTextureSizeChanged(texture, width, height)
        onSurface(surface)
    }

    override fun onSurfaceTextureSizeChanged(texture: SurfaceTexture, width: Int, height: Int) {
        shown?.prepare()
        view.setTransform(matrix(width, height))
    }

    override fun onSurfaceTextureDestroyed(texture: SurfaceTexture): Boolean {
        shown?.let {
            onGone(it)
            it.surface.release()
        }
        shown = null
        return true
    }

    override fun onSurfaceTextureUpdated(texture: SurfaceTexture) = Unit

    override fun onDisplayChanged(displayId: Int) {
        if (view.width > 0 && view.height > 0) view.setTransform(matrix(view.width, view.height))
    }

    override fun onDisplayAdded(displayId: Int) = Unit

    override fun onDisplayRemoved(displayId: Int) = Unit
}

/**
 * Compensates the stretching of the texture over its view, rotates it with the display, and scales it to cover the view. The system has
 * already rotated the picture for the device's natural orientation.
 */
fun previewMatrix(width: Int, height: Int, frame: Size, sensorDegrees: Int, displayDegrees: Int): Matrix {
    val natural = if (sensorDegrees % 180 == 0) frame else Size(frame.height, frame.width)
    val upright = if (displayDegrees % 180 == 0) natural else Size(natural.height, natural.width)
    val (x, y) = width / 2f to height / 2f
    val cover = maxOf(width.toFloat() / upright.width, height.toFloat() / upright.height)
    return Matrix().apply {
        postScale(natural.width.toFloat() / width, natural.height.toFloat() / height, x, y)
        postRotate(-displayDegrees.toFloat(), x, y)
        postScale(cover, cover, x, y)
    }
}
