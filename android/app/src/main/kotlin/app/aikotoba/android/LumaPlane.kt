package app.aikotoba.android

import android.media.Image
import app.aikotoba.ui.Luma
import java.nio.ByteBuffer

/** Copies the luma plane of a camera's picture, because the picture must be returned to the camera. */
fun lumaOf(image: Image, rotation: Int): Luma {
    val plane = image.planes[0]
    return lumaOf(plane.buffer, image.width, image.height, plane.rowStride, rotation)
}

/** The same from a buffer. Its last row may end with the last pixel instead of the stride. */
fun lumaOf(buffer: ByteBuffer, width: Int, height: Int, rowStride: Int, rotation: Int): Luma {
    val source = buffer.duplicate().apply { rewind() }
    val pixels = ByteArray(width * height)
    if (rowStride == width) {
        source.get(pixels)
    } else {
        for (row in 0 until height) {
            source.position(row * rowStride)
            source.get(pixels, row * width, width)
        }
    }
    return Luma(pixels, width, height, stride = width, rotation)
}
