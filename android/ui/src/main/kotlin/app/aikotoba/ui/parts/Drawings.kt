package app.aikotoba.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.rotate
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** The app's logo, six signs in two groups of three. The same shapes as `android/icon/aikotoba.svg`. */
@Composable
fun Mark(size: Dp = 84.dp) {
    val paper = MaterialTheme.colorScheme.primary
    val ink = MaterialTheme.colorScheme.onPrimary
    Canvas(Modifier.size(size)) {
        val unit = this.size.width / 108f
        drawRoundRect(paper, cornerRadius = CornerRadius(26 * unit))
        drawBubble(unit, ink)
        for (x in listOf(34f, 42.5f, 51f, 62f, 70.5f, 79f)) drawCircle(paper, 3.4f * unit, Offset((x - 2.5f) * unit, 50 * unit))
    }
}

private fun DrawScope.drawBubble(unit: Float, colour: Color) {
    drawRoundRect(colour, Offset(22 * unit, 32 * unit), Size(64 * unit, 36 * unit), CornerRadius(14 * unit))
    val tail =
        Path().apply {
            moveTo(36 * unit, 64 * unit)
            lineTo(36 * unit, 82 * unit)
            lineTo(54 * unit, 66 * unit)
            close()
        }
    drawPath(tail, colour)
}

/** The drawing for an empty list: a monitor with a QR code, and a phone in front of it. */
@Composable
fun MonitorAndPhone(modifier: Modifier = Modifier) {
    val line = MaterialTheme.colorScheme.outline
    val accent = MaterialTheme.colorScheme.primary
    val paper = MaterialTheme.colorScheme.surfaceContainerLow
    Canvas(modifier.width(220.dp).height(140.dp)) {
        val unit = size.width / 220f
        val thin = Stroke(2.4f * unit, cap = StrokeCap.Round, join = StrokeJoin.Round)
        val corner = CornerRadius(8 * unit)
        drawRoundRect(paper, Offset(16 * unit, 10 * unit), Size(128 * unit, 86 * unit), corner)
        drawRoundRect(line, Offset(16 * unit, 10 * unit), Size(128 * unit, 86 * unit), corner, style = thin)
        drawLine(line, Offset(80 * unit, 96 * unit), Offset(80 * unit, 116 * unit), thin.width)
        drawLine(line, Offset(52 * unit, 117 * unit), Offset(108 * unit, 117 * unit), thin.width, StrokeCap.Round)
        drawQr(Offset(56 * unit, 29 * unit), 48 * unit, accent)
        rotate(8f, Offset(168 * unit, 92 * unit)) {
            drawRoundRect(paper, Offset(142 * unit, 46 * unit), Size(50 * unit, 88 * unit), corner)
            drawRoundRect(line, Offset(142 * unit, 46 * unit), Size(50 * unit, 88 * unit), corner, style = thin)
            drawQr(Offset(152 * unit, 64 * unit), 30 * unit, line)
            for (x in 0..5) drawCircle(accent, 2.4f * unit, Offset((150f + x * 6f + if (x > 2) 4 else 0) * unit, 112 * unit))
        }
    }
}

/** A schematic QR code, which cannot be scanned. */
private fun DrawScope.drawQr(at: Offset, size: Float, colour: Color) {
    val cell = size / 11

    fun square(x: Int, y: Int, side: Int) = drawRect(colour, at + Offset(x * cell, y * cell), Size(side * cell, side * cell))
    for ((x, y) in listOf(0 to 0, 7 to 0, 0 to 7)) {
        val corner = at + Offset((x + 0.5f) * cell, (y + 0.5f) * cell)
        drawRect(colour, corner, Size(3 * cell, 3 * cell), style = Stroke(cell))
    }
    for ((x, y) in listOf(5 to 0, 5 to 2, 6 to 4, 5 to 5, 8 to 5, 10 to 5, 7 to 7, 9 to 8, 6 to 9, 8 to 10, 10 to 10, 2 to 5, 0 to 5, 10 to 7)) {
        square(x, y, 1)
    }
}

/** A box with a tick, for a verified backup. */
@Composable
fun BoxWithTick(modifier: Modifier = Modifier) {
    val line = MaterialTheme.colorScheme.outline
    val accent = MaterialTheme.colorScheme.primary
    Canvas(modifier.width(160.dp).height(112.dp)) {
        val unit = size.width / 160f
        val thin = Stroke(2.4f * unit, cap = StrokeCap.Round, join = StrokeJoin.Round)
        val body =
            Path().apply {
                moveTo(36 * unit, 46 * unit)
                lineTo(36 * unit, 102 * unit)
                lineTo(124 * unit, 102 * unit)
                lineTo(124 * unit, 46 * unit)
                close()
                moveTo(36 * unit, 46 * unit)
                lineTo(22 * unit, 28 * unit)
                lineTo(74 * unit, 28 * unit)
                lineTo(80 * unit, 46 * unit)
                lineTo(86 * unit, 28 * unit)
                lineTo(138 * unit, 28 * unit)
                lineTo(124 * unit, 46 * unit)
            }
        drawPath(body, line, style = thin)
        val tick =
            Path().apply {
                moveTo(64 * unit, 74 * unit)
                lineTo(76 * unit, 86 * unit)
                lineTo(98 * unit, 62 * unit)
            }
        drawPath(tick, accent, style = Stroke(5 * unit, cap = StrokeCap.Round, join = StrokeJoin.Round))
    }
}

/** An empty screen: a drawing, an explanation, and an action. */
@Composable
fun EmptyState(text: String, modifier: Modifier = Modifier, drawing: @Composable () -> Unit, action: @Composable () -> Unit = {}) {
    Column(
        modifier.fillMaxWidth().padding(24.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(20.dp),
    ) {
        drawing()
        Text(text, style = MaterialTheme.typography.bodyLarge, textAlign = TextAlign.Center, color = MaterialTheme.colorScheme.onSurfaceVariant)
        action()
    }
}
