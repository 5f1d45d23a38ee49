package app.aikotoba.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import app.aikotoba.ui.ErrorText
import app.aikotoba.ui.theme.Icons
import app.aikotoba.ui.theme.palette

/** A frame around related content. */
@Composable
fun Card(modifier: Modifier = Modifier, colour: Color = MaterialTheme.colorScheme.surfaceContainerLow, content: @Composable ColumnScope.() -> Unit) {
    Surface(modifier.fillMaxWidth(), shape = MaterialTheme.shapes.medium, color = colour, contentColor = MaterialTheme.colorScheme.onSurface) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(10.dp), content = content)
    }
}

/** An error: what happened, what is safe, what to do next. A screen reader reads it as soon as it appears. */
@Composable
fun ErrorPanel(text: ErrorText, modifier: Modifier = Modifier) {
    val ink = MaterialTheme.colorScheme.onErrorContainer
    Surface(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Assertive }.tagged("error"),
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.errorContainer,
        contentColor = ink,
    ) {
        Row(Modifier.padding(16.dp), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Icon(Icons.warning, null, Modifier.size(22.dp))
            Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
                Text(text.happened, style = MaterialTheme.typography.titleSmall)
                if (text.next.isNotEmpty()) Text(text.next, style = MaterialTheme.typography.bodyMedium)
                if (text.safe.isNotEmpty()) Text(text.safe, style = MaterialTheme.typography.bodySmall)
            }
        }
    }
}

/** A note next to an icon. */
@Composable
fun Note(
    text: String,
    modifier: Modifier = Modifier,
    icon: ImageVector = Icons.info,
    colour: Color = MaterialTheme.colorScheme.surfaceVariant,
    ink: Color = MaterialTheme.colorScheme.onSurface,
) {
    Surface(modifier.fillMaxWidth(), shape = MaterialTheme.shapes.medium, color = colour, contentColor = ink) {
        Row(Modifier.padding(14.dp), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Icon(icon, null, Modifier.size(22.dp))
            Text(text, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** Progress of something that takes a while. */
@Composable
fun Working(text: String, modifier: Modifier = Modifier, done: Float? = null) {
    Column(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite }.tagged("working"),
        verticalArrangement = Arrangement.spacedBy(10.dp),
    ) {
        Text(text, style = MaterialTheme.typography.bodyMedium)
        if (done == null) {
            LinearProgressIndicator(Modifier.fillMaxWidth())
        } else {
            LinearProgressIndicator({ done }, Modifier.fillMaxWidth())
        }
    }
}

/** The initial letter of an account, on its colour. */
@Composable
fun Monogram(letter: String, colour: Int?, size: Dp = 40.dp) {
    val (paper, ink) = palette[(colour ?: 0).mod(palette.size)]
    Box(
        Modifier.size(size).clip(RoundedCornerShape(12.dp)).background(paper).clearAndSetSemantics {},
        contentAlignment = Alignment.Center,
    ) {
        val scale = androidx.compose.ui.platform.LocalDensity.current.fontScale
        Text(letter, color = ink, style = MaterialTheme.typography.titleMedium.copy(fontSize = (size.value * 0.42f).sp / scale))
    }
}

/** The site and the account's name. Long names are cut at the end of the line. */
@Composable
fun Names(issuer: String, label: String, modifier: Modifier = Modifier) {
    Column(modifier) {
        val first = issuer.ifEmpty { label }
        Text(first, style = MaterialTheme.typography.titleMedium, maxLines = 2, overflow = TextOverflow.Ellipsis)
        if (issuer.isNotEmpty() && label.isNotEmpty()) {
            Text(
                label,
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
                maxLines = 2,
                overflow = TextOverflow.Ellipsis,
            )
        }
    }
}
