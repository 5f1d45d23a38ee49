package app.aikotoba.ui.scan

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.unit.dp
import app.aikotoba.core.CodeInSight
import app.aikotoba.core.ScanSubject
import kotlin.math.max
import kotlin.math.min

/** An overlay over the camera's picture, whose upright size is given. It outlines every code that was read. */
@Composable
fun Viewfinder(upright: Size?, findings: List<CodeInSight>, isMirrored: Boolean = false) {
    val other = MaterialTheme.colorScheme.inversePrimary
    Canvas(Modifier.fillMaxSize()) {
        if (findings.isEmpty()) drawGuide()
        for (finding in findings) drawOutline(finding, upright, isMirrored, if (finding.subject is ScanSubject.Account) found else other)
    }
}

/** Green, for an account. */
private val found = Color(0xFF7ED8A7)

private class View(val topLeft: Offset, val size: Size)

/** The position of the picture, scaled to cover the space and cropped. */
private fun viewOf(upright: Size?, size: Size): View {
    if (upright == null) return View(Offset.Zero, size)
    val scale = max(size.width / upright.width, size.height / upright.height)
    val whole = upright * scale
    return View(Offset((size.width - whole.width) / 2, (size.height - whole.height) / 2), whole)
}

/** The point of the upright picture at a point of the view, as fractions of the picture. */
internal fun pointInPicture(at: Offset, view: Size, upright: Size?, isMirrored: Boolean): Offset {
    val whole = viewOf(upright, view)
    val x = (at.x - whole.topLeft.x) / whole.size.width
    return Offset(if (isMirrored) 1 - x else x, (at.y - whole.topLeft.y) / whole.size.height)
}

/** The point of the view at a point of the upright picture. */
internal fun pointInView(x: Float, y: Float, view: Size, upright: Size?, isMirrored: Boolean): Offset {
    val whole = viewOf(upright, view)
    return whole.topLeft + Offset((if (isMirrored) 1 - x else x) * whole.size.width, y * whole.size.height)
}

/** Four corners that show where to hold the code. */
private fun DrawScope.drawGuide() {
    val side = min(size.width, size.height) * 0.66f
    val from = Offset((size.width - side) / 2, (size.height - side) / 2 - size.height * 0.04f)
    val arm = side * 0.16f
    val stroke = Stroke(4.dp.toPx(), cap = StrokeCap.Round, join = StrokeJoin.Round)
    for (x in 0..1) {
        for (y in 0..1) {
            val corner = from + Offset(x * side, y * side)
            val path =
                Path().apply {
                    moveTo(corner.x + if (x == 0) arm else -arm, corner.y)
                    lineTo(corner.x, corner.y)
                    lineTo(corner.x, corner.y + if (y == 0) arm else -arm)
                }
            drawPath(path, Color.White, style = stroke)
        }
    }
}

private fun DrawScope.drawOutline(finding: CodeInSight, upright: Size?, isMirrored: Boolean, colour: Color) {
    val points = finding.corners.map { pointInView(it.x, it.y, size, upright, isMirrored) }
    if (points.isEmpty()) return
    val path =
        Path().apply {
            moveTo(points[0].x, points[0].y)
            for (point in points.drop(1)) lineTo(point.x, point.y)
            close()
        }
    drawPath(path, colour.copy(alpha = 0.18f))
    drawPath(path, colour, style = Stroke(4.dp.toPx(), join = StrokeJoin.Round))
}
