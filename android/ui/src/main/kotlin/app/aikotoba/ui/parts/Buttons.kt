package app.aikotoba.ui.parts

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

private val tall = 52.dp
private val touch = 48.dp
private val padding = PaddingValues(horizontal = 20.dp, vertical = 10.dp)

/** The main action of a screen; each screen has one. */
@Composable
fun MainButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, icon: ImageVector? = null, enabled: Boolean = true, tag: String? = null) {
    Button(
        onClick,
        modifier.fillMaxWidth().heightIn(min = tall).tagged(tag),
        enabled = enabled,
        contentPadding = padding,
        shape = MaterialTheme.shapes.medium,
    ) { Label(text, icon) }
}

/** An alternative action. */
@Composable
fun QuietButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
    tag: String? = null,
    colour: Color = MaterialTheme.colorScheme.primary,
) {
    OutlinedButton(
        onClick,
        modifier.fillMaxWidth().heightIn(min = tall).tagged(tag),
        enabled = enabled,
        contentPadding = padding,
        shape = MaterialTheme.shapes.medium,
        colors = ButtonDefaults.outlinedButtonColors(contentColor = colour),
    ) { Label(text, icon) }
}

/** An action that is rarely used. */
@Composable
fun TextAction(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, tag: String? = null, enabled: Boolean = true) {
    TextButton(onClick, modifier.heightIn(min = touch).tagged(tag), enabled = enabled) {
        Text(text, textAlign = TextAlign.Center)
    }
}

/** An icon button, with a text for screen readers. */
@Composable
fun IconAction(icon: ImageVector, description: String, onClick: () -> Unit, modifier: Modifier = Modifier, tag: String? = null, tint: Color = LocalContentColor.current) {
    IconButton(onClick, modifier.size(touch).tagged(tag)) { Icon(icon, description, tint = tint) }
}

@Composable
private fun Label(text: String, icon: ImageVector?) {
    if (icon != null) {
        Icon(icon, null, Modifier.size(22.dp))
        Spacer(Modifier.width(10.dp))
    }
    Text(text, textAlign = TextAlign.Center)
}

/** Adds a name for tests. */
fun Modifier.tagged(tag: String?): Modifier = if (tag == null) this else testTag(tag)
