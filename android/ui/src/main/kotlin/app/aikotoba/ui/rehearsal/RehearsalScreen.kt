package app.aikotoba.ui.rehearsal

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
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.aikotoba.core.NextRehearsalState
import app.aikotoba.core.Offered
import app.aikotoba.core.RehearsedState
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.parts.BoxWithTick
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.PasswordField
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The newest backup is opened with the password that the person types, and compared with the vault. */
@Composable
fun RehearsalScreen(model: RehearsalModel, onBack: () -> Unit) =
    Frame(say("rehearsal-title"), onBack) { modifier ->
        val done = model.done
        Page(modifier, step = done) {
            if (done != null) {
                Rehearsed(done)
                MainButton(say("action-done"), onBack, tag = "done")
            } else {
                Question(model)
            }
        }
    }

@Composable
private fun Question(model: RehearsalModel) {
    Text(say("rehearsal-why"), style = MaterialTheme.typography.bodyLarge)
    Place(model.state)
    if (model.isPlaceMissing) {
        Note(say("rehearsal-no-place"))
        MainButton(say("rehearsal-new-backup"), model::backUp, icon = Icons.backup, tag = "new-backup")
        PutOff(model)
        return
    }
    PasswordField(say("backup-password"), model.password, { model.password = it }, wrong = model.errorText != null, onDone = model::check)
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) Working(say("restore-opening"))
    MainButton(say("rehearsal-do"), model::check, enabled = model.canCheck, tag = "rehearse-do")
    if (model.errorText != null) QuietButton(say("rehearsal-new-backup"), model::backUp, enabled = !model.busy, icon = Icons.backup, tag = "new-backup")
    PutOff(model)
}

@Composable
private fun PutOff(model: RehearsalModel) {
    if (model.state.putOff == Offered.YES) QuietButton(say("rehearsal-put-off"), model::putOff, enabled = !model.busy, tag = "put-off")
}

@Composable
private fun Place(state: NextRehearsalState) =
    Card {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            Icon(Icons.folder, null, Modifier.size(24.dp), tint = MaterialTheme.colorScheme.onSurfaceVariant)
            Text(state.place?.name ?: say("backup-place-none"), style = MaterialTheme.typography.bodyLarge)
        }
        val speech = LocalSpeech.current
        state.latest?.let { Detail(say("plan-made", "time" to speech.time(it.at))) }
        state.succeeded?.let { Detail(say("rehearsal-last", "time" to speech.time(it))) }
    }

@Composable
private fun Rehearsed(done: RehearsedState) =
    Card {
        val speech = LocalSpeech.current
        Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally, verticalArrangement = Arrangement.spacedBy(8.dp)) {
            BoxWithTick()
            Text(speech.say(done.phrase), style = MaterialTheme.typography.titleLarge, textAlign = TextAlign.Center, modifier = Modifier.tagged("rehearsed"))
            Detail(say("plan-made", "time" to speech.time(done.made)))
            done.next?.let { Detail(say("rehearsal-next", "time" to speech.time(it))) }
        }
    }

@Composable
private fun Detail(text: String) = Text(text, style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
