package app.aikotoba.ui.parts

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import app.aikotoba.ui.theme.Icons

/** A button with three dots, and its menu. */
@Composable
fun Menu(description: String, tag: String, tint: Color = LocalContentColor.current, entries: @Composable MenuScope.() -> Unit) =
    Box {
        var shown by remember { mutableStateOf(false) }
        IconAction(Icons.more, description, { shown = true }, tag = tag, tint = tint)
        DropdownMenu(shown, { shown = false }) { MenuScope { shown = false }.entries() }
    }

/** Receiver for making a menu's entries. */
class MenuScope internal constructor(private val close: () -> Unit) {
    /** An entry that closes the menu and does something. */
    @Composable
    fun Entry(icon: ImageVector, text: String, tag: String, act: () -> Unit) =
        DropdownMenuItem({ Text(text) }, {
            close()
            act()
        }, Modifier.heightIn(min = 48.dp).tagged(tag), { Icon(icon, null) })
}
