package app.aikotoba.android

import android.graphics.Rect
import android.util.Size
import kotlin.math.abs
import kotlin.math.roundToInt

/** The clockwise rotation, in degrees, that makes a frame upright on a rotated display. */
fun uprightRotation(sensorDegrees: Int, displayDegrees: Int, facesPerson: Boolean): Int =
    if (facesPerson) (sensorDegrees + displayDegrees) % 360 else (sensorDegrees - displayDegrees + 360) % 360

/** The best size for reading codes at little cost: the one nearest to 1280 × 720 in pixels. */
fun frameSize(offered: List<Size>): Size? = offered.minByOrNull { abs(it.width * it.height - 1280 * 720) }

/**
 * Converts a point of the upright picture to the sensor: a square around it, within [array]. A frame shows the middle of the sensor,
 * cropped to the frame's aspect ratio.
 */
fun focusArea(x: Float, y: Float, rotation: Int, frame: Size, array: Rect): Rect {
    val (alongX, alongY) = when (rotation) {
        90 -> y to 1 - x
        180 -> 1 - x to 1 - y
        270 -> 1 - y to x
        else -> x to y
    }
    val scale = minOf(array.width().toFloat() / frame.width, array.height().toFloat() / frame.height)
    val (width, height) = frame.width * scale to frame.height * scale
    val centerX = array.exactCenterX() + (alongX - 0.5f) * width
    val centerY = array.exactCenterY() + (alongY - 0.5f) * height
    val half = minOf(width, height) / 16
    val area = Rect(
        (centerX - half).roundToInt(),
        (centerY - half).roundToInt(),
        (centerX + half).roundToInt(),
        (centerY + half).roundToInt(),
    )
    return area.apply { if (!intersect(array)) set(array) }
}
