package app.aikotoba.ui.checklist

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.core.AccountChecklist
import app.aikotoba.core.BackupMethod
import app.aikotoba.core.ChecklistPoint
import app.aikotoba.core.ChecklistRow
import app.aikotoba.core.Offered
import app.aikotoba.core.Phrase
import app.aikotoba.ui.parts.BoxWithTick
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.Names
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The checklist: a tick for what is done, and a button for what remains. */
@Composable
fun ChecklistScreen(model: ChecklistModel, onBack: () -> Unit) =
    Frame(say("checklist-title"), onBack) { modifier ->
        val state = model.state
        Page(modifier) {
            model.errorText?.let { ErrorPanel(it) }
            if (state.open == 0u) {
                BoxWithTick()
                Text(say("checklist-all-done"), style = MaterialTheme.typography.headlineSmall)
            } else {
                Text(say("checklist-why"), style = MaterialTheme.typography.bodyLarge)
            }
            model.guide?.let { QuietButton(say("guide-continue-site", "site" to say(it.title)), model::continueGuide, icon = Icons.check, tag = "guide-continue") }
            for (account in state.accounts) AccountSetup(account, model)
            Card {
                for (row in state.rows) {
                    ChecklistPointRow(row)
                    if (row.isOpen && row.point == ChecklistPoint.RECOVERY) QuietButton(say("checklist-recovery-do"), model::recovery, icon = Icons.key, tag = "checklist-recovery")
                    if (row.isOpen && row.point == ChecklistPoint.BACKUP) QuietButton(say("first-backup"), model::backup, icon = Icons.backup, tag = "checklist-backup")
                }
            }
        }
    }

private val ChecklistRow.isOpen get() = isDone == Offered.NO

@Composable
private fun AccountSetup(account: AccountChecklist, model: ChecklistModel) =
    Card {
        Names(account.issuer, account.label)
        for (row in account.rows) {
            ChecklistPointRow(row)
            if (row.point == ChecklistPoint.BACKUP_METHOD) BackupMethodChoice(account, model)
            if (row.point == ChecklistPoint.TURNED_ON) {
                if (row.isOpen) {
                    QuietButton(say("checklist-turned-on-do"), { model.turnedOn(account.id) }, icon = Icons.check, tag = "turned-on")
                } else {
                    TextAction(say("checklist-turned-on-undo"), { model.notTurnedOn(account.id) }, tag = "not-turned-on")
                }
            }
        }
    }

/** Notes which second way to log in was registered, so that it can be looked up if the device is lost. */
@Composable
private fun BackupMethodChoice(account: AccountChecklist, model: ChecklistModel) {
    val known = account.backupMethod
    if (known != null) {
        Text(say(Phrase.OfBackupMethod(known)), style = MaterialTheme.typography.bodyLarge)
        TextAction(say("checklist-method-change"), { model.register(account.id, null) }, tag = "method-change")
        return
    }
    Text(say("checklist-method-ask"), style = MaterialTheme.typography.bodyMedium)
    for (method in BackupMethod.entries) {
        QuietButton(say(Phrase.OfBackupMethod(method)), { model.register(account.id, method) }, tag = "method-${method.name.lowercase()}")
    }
}

@Composable
private fun ChecklistPointRow(row: ChecklistRow) =
    Row(
        Modifier.fillMaxWidth().tagged("point-${row.point.name.lowercase()}"),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        val (icon, description, colour) =
            if (row.isOpen) {
                Triple(Icons.info, say("checklist-is-open"), MaterialTheme.colorScheme.onSurfaceVariant)
            } else {
                Triple(Icons.check, say("checklist-is-done"), MaterialTheme.colorScheme.primary)
            }
        Icon(icon, description, Modifier.size(22.dp), tint = colour)
        Column(Modifier.weight(1f)) { Text(say(Phrase.OfChecklistPoint(row.point)), style = MaterialTheme.typography.titleSmall) }
    }
