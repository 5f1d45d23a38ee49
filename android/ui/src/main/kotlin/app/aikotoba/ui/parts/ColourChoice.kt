package app.aikotoba.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import app.aikotoba.ui.theme.palette

/** A choice of the colours that an account can have. */
@Composable
fun ColourChoice(colour: Int, onChoose: (Int) -> Unit) =
    FlowRow(horizontalArrangement = Arrangement.spacedBy(4.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        palette.forEachIndexed { at, (paper, ink) ->
            val chosen = colour == at
            val name = say("edit-colour-named", "number" to at + 1)
            Box(
                Modifier.size(48.dp).selectable(chosen, role = Role.RadioButton) { onChoose(at) }.semantics { contentDescription = name }.tagged("colour-$at"),
                contentAlignment = Alignment.Center,
            ) {
                Box(Modifier.size(38.dp).clip(CircleShape).background(paper), contentAlignment = Alignment.Center) {
                    if (chosen) Icon(Icons.check, null, Modifier.size(20.dp), tint = ink)
                }
            }
        }
    }
