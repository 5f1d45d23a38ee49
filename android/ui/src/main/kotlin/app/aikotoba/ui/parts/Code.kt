package app.aikotoba.ui.parts

import androidx.compose.animation.core.LinearEasing
import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import app.aikotoba.core.Countdown
import app.aikotoba.core.ShownCode
import app.aikotoba.core.Urgency
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.LocalDigits

/** The characters of a code, with spaces between its groups. A screen reader reads them one by one. */
@Composable
fun Digits(code: ShownCode, size: TextUnit, colour: Color, modifier: Modifier = Modifier) {
    val spoken = LocalSpeech.current.spelled(code.drawn)
    Text(
        code.groups.joinToString(" "),
        modifier.clearAndSetSemantics { contentDescription = spoken },
        style = digitsOf(size),
        color = colour,
        softWrap = false,
        maxLines = 1,
    )
}

/** As many dots as a hidden code has characters. */
@Composable
fun HiddenDigits(characters: Int, size: TextUnit, colour: Color) {
    Text(
        "•".repeat(characters),
        Modifier.clearAndSetSemantics {},
        style = digitsOf(size),
        color = colour,
        softWrap = false,
        maxLines = 1,
    )
}

@Composable
private fun digitsOf(size: TextUnit) = TextStyle(fontFamily = LocalDigits.current, fontSize = size, lineHeight = size * 1.2f, fontFeatureSettings = "tnum", letterSpacing = 0.5.sp)

/** The colour of a code: the accent, and a warning colour in its last seconds. */
@Composable
fun colourOf(urgency: Urgency): Color = if (urgency == Urgency.LAST) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.primary

/** The remaining seconds of a code, in a ring that empties. */
@Composable
fun Ring(countdown: Countdown, size: Dp = 40.dp) {
    val colour = colourOf(countdown.urgency)
    val rest = MaterialTheme.colorScheme.outlineVariant
    val target = countdown.fractionLeft.toFloat()
    val left by animateFloatAsState(target, tween(if (target > 0.98f) 0 else 900, easing = LinearEasing), label = "left")
    val spoken = say("code-seconds-left", "seconds" to countdown.secondsLeft.toInt())
    Box(Modifier.size(size).clearAndSetSemantics { contentDescription = spoken }, contentAlignment = Alignment.Center) {
        Canvas(Modifier.size(size)) {
            val width = 3.5.dp.toPx()
            val inset = Offset(width / 2, width / 2)
            val inner = Size(this.size.width - width, this.size.height - width)
            drawArc(rest, 0f, 360f, false, inset, inner, style = Stroke(width))
            drawArc(colour, -90f, -360f * left, false, inset, inner, style = Stroke(width, cap = StrokeCap.Round))
        }
        Text(
            countdown.secondsLeft.toString(),
            style = TextStyle(fontFamily = LocalDigits.current, fontSize = (size.value * 0.36f).sp / fontScale(), fontFeatureSettings = "tnum"),
            color = MaterialTheme.colorScheme.onSurface,
        )
    }
}

/** The scale of the type. A number inside a ring does not grow with it, because the ring does not. */
@Composable
private fun fontScale(): Float = androidx.compose.ui.platform.LocalDensity.current.fontScale
