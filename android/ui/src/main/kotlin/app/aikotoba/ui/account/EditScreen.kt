package app.aikotoba.ui.account

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.LineField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.Trouble
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import app.aikotoba.ui.theme.palette

/** Editing an account: names, group, colour and note, never the key. */
@Composable
fun EditScreen(model: EditModel, onBack: () -> Unit) =
    Frame(say("edit-title"), onBack) { modifier ->
        Page(modifier) {
            LineField(say("edit-issuer"), model.issuer, { model.issuer = it }, tag = "issuer")
            LineField(say("edit-label"), model.label, { model.label = it }, tag = "label")
            LineField(say("edit-group"), model.group, { model.group = it }, tag = "group")
            if (model.groups.isNotEmpty()) {
                FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                    for (group in model.groups) FilterChip(group == model.group, { model.group = group }, { Text(group) })
                }
            }
            Text(say("edit-colour"), style = MaterialTheme.typography.titleSmall)
            Colours(model)
            LineField(say("edit-note"), model.note, { model.note = it }, single = false, tag = "note")
            model.trouble?.let { Trouble(it) }
            MainButton(say("action-save"), model::save, tag = "save")
        }
    }

@Composable
private fun Colours(model: EditModel) =
    FlowRow(horizontalArrangement = Arrangement.spacedBy(4.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        palette.forEachIndexed { at, (paper, ink) ->
            val chosen = (model.colour ?: 0) == at
            val name = say("edit-colour-named", "number" to at + 1)
            Box(
                Modifier.size(48.dp).selectable(chosen, role = Role.RadioButton) { model.colour = at }.semantics { contentDescription = name },
                contentAlignment = Alignment.Center,
            ) {
                Box(Modifier.size(38.dp).clip(CircleShape).background(paper), contentAlignment = Alignment.Center) {
                    if (chosen) Icon(Icons.check, null, Modifier.size(20.dp), tint = ink)
                }
            }
        }
    }
