package app.aikotoba.ui.backup

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.aikotoba.core.AutomaticBackupStatus
import app.aikotoba.core.BackupState
import app.aikotoba.core.BackupStatus
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.Offered
import app.aikotoba.core.Phrase
import app.aikotoba.core.SavedBackup
import app.aikotoba.ui.BackupDocument
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.BoxWithTick
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

/** Earlier backups, and saving a new one. */
@Composable
fun BackupScreen(model: BackupModel, onBack: () -> Unit, onRehearse: () -> Unit) =
    Frame(say("backup-title"), onBack) { modifier ->
        Page(modifier) {
            val state = model.state
            LatestBackupCard(state)
            model.errorText?.let { ErrorPanel(it) }
            val step = model.step
            if (step != null) {
                Working(say(Phrase.OfBackupStep(step)), done = model.progress)
                QuietButton(say("action-cancel"), model::cancel, tag = "cancel")
                return@Page
            }
            BackupDestination(model)
            if (model.placeChosen || model.automatic.status != AutomaticBackupStatus.OFF) AutomaticBackupCard(model)
            if (model.placeChosen || model.isSharing) BackupPasswordFields(model)
            if (model.placeChosen && state.latest != null) TextAction(say("rehearsal-title"), model::check, tag = "check-backup")
            TextAction(say("backup-rehearse"), onRehearse, tag = "rehearse")
            if (model.folder != null) TextAction(say("devices-title"), model::otherDevices, tag = "other-devices")
            if (state.history.isNotEmpty()) BackupHistory(state.history)
        }
    }

@Composable
private fun LatestBackupCard(state: BackupState) =
    Card(Modifier.tagged("status")) {
        val latest = state.latest
        if (state.status == BackupStatus.FRESH && latest != null) {
            Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally, verticalArrangement = Arrangement.spacedBy(8.dp)) {
                BoxWithTick()
                Text(
                    say("backup-read-back", "proved" to latest.accounts, "accounts" to latest.accounts),
                    style = MaterialTheme.typography.titleLarge,
                    textAlign = TextAlign.Center,
                    modifier = Modifier.tagged("proof"),
                )
                Text(say(Phrase.OfBackupStatus(state.status)), style = MaterialTheme.typography.bodyMedium, textAlign = TextAlign.Center)
                Text(LocalSpeech.current.time(latest.at), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
            }
        } else {
            Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
                Icon(Icons.backup, null, Modifier.size(28.dp), tint = MaterialTheme.colorScheme.primary)
                Column {
                    Text(say(Phrase.OfBackupStatus(state.status)), style = MaterialTheme.typography.titleMedium)
                    Text(say("backup-accounts", "accounts" to state.accounts), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
                }
            }
            latest?.let { BackupRow(it) }
        }
    }

@Composable
private fun BackupDestination(model: BackupModel) =
    BackupPlaceCard(model.place, model.placeName, model::chooseFolder, model::chooseDocument) {
        if (model.canShare) {
            QuietButton(say("backup-share"), model::chooseSharing, enabled = !model.isSharing, tag = "share-backup")
            if (model.isSharing) Note(say("backup-share-why"))
        }
    }

/** The place for backups, and the choice of another one. */
@Composable
internal fun BackupPlaceCard(place: BackupPlace, name: String?, onFolder: () -> Unit, onDocument: () -> Unit, more: @Composable ColumnScope.() -> Unit = {}) =
    Card {
        Text(say("backup-place"), style = MaterialTheme.typography.titleSmall)
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            Icon(if (place.chosen is BackupDocument) Icons.file else Icons.folder, null, Modifier.size(24.dp), tint = MaterialTheme.colorScheme.onSurfaceVariant)
            Text(name ?: say("backup-place-none"), style = MaterialTheme.typography.bodyLarge)
        }
        if (place.chosen == null) {
            Text(say("backup-place-why"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
            MainButton(say("backup-place-choose"), onFolder, icon = Icons.folder, tag = "choose-place")
        } else {
            QuietButton(say(if (place.chosen is BackupFolder) "backup-place-change" else "backup-place-choose"), onFolder, tag = "choose-place")
        }
        if (place.canBeDocument) {
            val label = if (place.chosen is BackupDocument) "backup-document-change" else "backup-document-choose"
            QuietButton(say(label), onDocument, tag = "choose-document")
            Text(say("backup-document-why"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
        }
        more()
    }

/** Whether automatic backups are on, and the way to their screen. */
@Composable
private fun AutomaticBackupCard(model: BackupModel) =
    Card(Modifier.tagged("automatic")) {
        Text(say("automatic-title"), style = MaterialTheme.typography.titleSmall)
        Text(say(Phrase.OfAutomaticBackup(model.automatic.status)), style = MaterialTheme.typography.bodyLarge)
        val label = if (model.automatic.turnOn == Offered.YES) "automatic-set-up" else "automatic-show"
        QuietButton(say(label), model::automatically, tag = "automatic-open")
    }

@Composable
private fun BackupPasswordFields(model: BackupModel) =
    Card {
        Text(say("backup-password-why"), style = MaterialTheme.typography.bodyMedium)
        GeneratedPassword(model.generated)
        NewPasswordFields(model.password, say("backup-password"), if (model.isSharing) model::share else model::save)
        TextAction(say("backup-password-generate"), model::generate, tag = "generate")
        if (model.isSharing) {
            MainButton(say("backup-share-do"), model::share, enabled = model.canSave, icon = Icons.backup, tag = "share-do")
        } else {
            MainButton(say("backup-do"), model::save, enabled = model.canSave, icon = Icons.backup, tag = "save")
        }
        Text(say("backup-password-keep"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
        Questions(HelpPlace.BACKUP)
    }

@Composable
private fun BackupHistory(history: List<SavedBackup>) =
    Card {
        Text(say("backup-history"), style = MaterialTheme.typography.titleSmall)
        history.forEachIndexed { at, made ->
            if (at > 0) HorizontalDivider()
            BackupRow(made)
        }
    }

@Composable
private fun BackupRow(made: SavedBackup) =
    Column(Modifier.padding(vertical = 2.dp)) {
        Text(LocalSpeech.current.time(made.at), style = MaterialTheme.typography.bodyMedium)
        Text(
            say("backup-read-back", "proved" to made.accounts, "accounts" to made.accounts),
            style = MaterialTheme.typography.bodySmall,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
