package app.aikotoba.ui.account

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.FilterChip
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.ui.parts.ColourChoice
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.LineField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.say

/** Editing an account: names, groups, colour and note, never the key. */
@Composable
fun EditScreen(model: EditModel, onBack: () -> Unit) =
    Frame(say("edit-title"), onBack) { modifier ->
        Page(modifier) {
            LineField(say("edit-issuer"), model.issuer, { model.issuer = it }, tag = "issuer")
            LineField(say("edit-label"), model.label, { model.label = it }, tag = "label")
            Text(say("edit-group"), style = MaterialTheme.typography.titleSmall)
            if (model.groups.isNotEmpty()) {
                FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                    for (group in model.groups) {
                        val size = Modifier.heightIn(min = 48.dp)
                        FilterChip(group in model.chosen, { model.toggleGroup(group) }, { Text(group) }, size)
                    }
                }
            }
            LineField(say("edit-group-new"), model.group, { model.group = it }, onDone = model::addGroup, tag = "group")
            TextAction(say("edit-group-add"), model::addGroup, tag = "group-add", enabled = model.group.isNotBlank())
            Text(say("edit-colour"), style = MaterialTheme.typography.titleSmall)
            ColourChoice(model.colour ?: 0) { model.colour = it }
            LineField(say("edit-note"), model.note, { model.note = it }, single = false, tag = "note")
            model.errorText?.let { ErrorPanel(it) }
            MainButton(say("action-save"), model::save, tag = "save")
        }
    }
