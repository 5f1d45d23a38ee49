package app.aikotoba.android

import android.graphics.Matrix
import android.graphics.SurfaceTexture
import android.util.Size
import android.view.Surface
import android.view.TextureView
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.viewinterop.AndroidView

/** Shows the camera's picture. [onSurface] receives the surface to draw on, and `null` when it is destroyed. */
@Composable
fun CameraPreview(frame: Size, matrix: (width: Int, height: Int) -> Matrix, onSurface: (Surface?) -> Unit, modifier: Modifier) =
    AndroidView(
        modifier = modifier,
        factory = { context -> TextureView(context).apply { surfaceTextureListener = PreviewPlace(this, frame, matrix, onSurface) } },
    )

private class PreviewPlace(private val view: TextureView, private val frame: Size, private val matrix: (Int, Int) -> Matrix, private val onSurface: (Surface?) -> Unit) :
    TextureView.SurfaceTextureListener {
    private var surface: Surface? = null

    override fun onSurfaceTextureAvailable(texture: SurfaceTexture, width: Int, height: Int) {
        texture.setDefaultBufferSize(frame.width, frame.height)
        surface = Surface(texture)
        onSurfaceTextureSizeChanged(texture, width, height)
        onSurface(surface)
    }

    override fun onSurfaceTextureSizeChanged(texture: SurfaceTexture, width: Int, height: Int) = view.setTransform(matrix(width, height))

    override fun onSurfaceTextureDestroyed(texture: SurfaceTexture): Boolean {
        onSurface(null)
        surface?.release()
        return true
    }

    override fun onSurfaceTextureUpdated(texture: SurfaceTexture) = Unit
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
