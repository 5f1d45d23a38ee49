package app.aikotoba.ui.trash

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.core.TrashRow
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.parts.BoxWithTick
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.EmptyState
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.Monogram
import app.aikotoba.ui.parts.Names
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say

/** Accounts in the trash. They stay there until the person restores or erases them. */
@Composable
fun TrashScreen(model: TrashModel, onBack: () -> Unit) =
    Frame(say("trash-title"), onBack) { modifier ->
        var erasing by remember { mutableStateOf<TrashRow?>(null) }
        Page(modifier) {
            model.errorText?.let { ErrorPanel(it) }
            if (model.state.rows.isEmpty()) {
                EmptyState(say("trash-empty"), drawing = { BoxWithTick() })
            } else {
                Text(say("trash-why"), style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
            }
            for (row in model.state.rows) TrashedAccount(row, model) { erasing = row }
        }
        erasing?.let { row -> AskToErase(row, model) { erasing = null } }
    }

@Composable
private fun TrashedAccount(row: TrashRow, model: TrashModel, onErase: () -> Unit) =
    Card(Modifier.tagged("trashed")) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            Monogram(row.monogram, row.colour?.toInt())
            Names(row.issuer, row.label, Modifier.weight(1f))
        }
        Text(
            say("trash-when", "time" to LocalSpeech.current.time(row.trashed)),
            style = MaterialTheme.typography.bodySmall,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            TextAction(say("trash-restore"), { model.putBack(row.id, row.name) }, tag = "put-back")
            TextAction(say("trash-erase"), onErase, tag = "erase")
        }
    }

/** Asks before erasing, the only action that cannot be undone. */
@Composable
private fun AskToErase(row: TrashRow, model: TrashModel, onClose: () -> Unit) =
    AlertDialog(
        onClose,
        title = { Text(say("trash-erase-ask", "name" to row.name)) },
        text = {
            Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
                row.turningOff?.let { Text(say(it)) }
                Text(say("trash-erase-why"))
            }
        },
        confirmButton = {
            TextAction(say("trash-erase"), {
                model.erase(row.id, row.name)
                onClose()
            }, tag = "erase-sure")
        },
        dismissButton = { TextAction(say("action-cancel"), onClose) },
    )
