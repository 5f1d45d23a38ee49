package app.aikotoba.ui.backup

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.core.AutomaticBackupState
import app.aikotoba.core.AutomaticBackupStatus
import app.aikotoba.core.Offered
import app.aikotoba.core.Phrase
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.GeneratedPassword
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.NewPasswordFields
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** Automatic backups: their status, turning them on and off. */
@Composable
fun AutomaticBackupScreen(model: AutomaticBackupModel, onBack: () -> Unit) =
    Frame(say("automatic-title"), onBack) { modifier ->
        val state = model.state
        Page(modifier, step = state.status) {
            AutomaticBackupStanding(state)
            if (model.isSaving) Working(say("automatic-saving"))
            (model.errorText ?: state.failure?.let { LocalSpeech.current.error(it.why) })?.let { ErrorPanel(it) }
            if (state.retry == Offered.YES) MainButton(say("automatic-retry"), model::retry, enabled = !model.isSaving, icon = Icons.backup, tag = "retry")
            Text(say("automatic-why"), style = MaterialTheme.typography.bodyMedium)
            BackupPlaceCard(model.place, model.placeName, model::chooseFolder, model::chooseDocument)
            if (state.turnOn == Offered.YES && model.place.chosen != null) KeptPassword(model)
            if (state.turnOff == Offered.YES) {
                if (state.turnOn == Offered.NO) Note(say("automatic-backup-explained"))
                QuietButton(say("automatic-turn-off"), model::turnOff, enabled = !model.busy, tag = "turn-off")
            }
        }
    }

/** Whether automatic backups are on, and when the latest backup was made. */
@Composable
private fun AutomaticBackupStanding(state: AutomaticBackupState) =
    Card(Modifier.tagged("status")) {
        val speech = LocalSpeech.current
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            Icon(Icons.backup, null, Modifier.size(28.dp), tint = MaterialTheme.colorScheme.primary)
            Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
                Text(say(Phrase.OfAutomaticBackup(state.status)), style = MaterialTheme.typography.titleMedium)
                state.latest?.let { Detail(say("plan-made", "time" to speech.time(it.at))) }
                val since = if (state.status == AutomaticBackupStatus.STOPPED) "automatic-stopped-since" else "automatic-failing-since"
                state.failure?.let { Detail(say(since, "time" to speech.time(it.since))) }
            }
        }
    }

/** The password that the vault keeps from now on, and what this means. */
@Composable
private fun KeptPassword(model: AutomaticBackupModel) =
    Card {
        Note(say("automatic-backup-explained"))
        GeneratedPassword(model.generated)
        NewPasswordFields(model.password, say("backup-password"), model::turnOn)
        TextAction(say("backup-password-generate"), model::generate, tag = "generate")
        MainButton(say("automatic-turn-on"), model::turnOn, enabled = model.canTurnOn, icon = Icons.backup, tag = "turn-on")
    }

@Composable
private fun Detail(text: String) = Text(text, style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
