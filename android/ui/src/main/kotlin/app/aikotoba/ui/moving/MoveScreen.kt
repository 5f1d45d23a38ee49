package app.aikotoba.ui.moving

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import app.aikotoba.core.ExportGuideAction
import app.aikotoba.core.ExportGuideState
import app.aikotoba.core.SealedFileRow
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.PasswordField
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** Moving from another app: the apps, then how one exports its accounts, then the password of its file. */
@Composable
fun MoveScreen(model: MoveModel, onBack: () -> Unit) {
    val guide = model.guide
    val title = if (guide == null || guide.name.isEmpty()) say("move-title") else say("move-from", "app" to guide.name)
    Frame(title, onBack) { modifier ->
        val sealed = model.sealed
        Page(modifier, step = guide to (sealed != null)) {
            when {
                sealed != null -> FilePasswordFields(sealed, model)
                guide != null -> ExportInstructions(guide, model)
                else -> AppChoice(model)
            }
        }
    }
}

@Composable
private fun AppChoice(model: MoveModel) {
    Text(say("move-which"), style = MaterialTheme.typography.titleMedium)
    for (guide in model.guides) {
        QuietButton(guide.name.ifEmpty { say("move-other-app") }, { model.choose(guide) }, tag = "move-${guide.app}")
    }
}

@Composable
private fun ExportInstructions(guide: ExportGuideState, model: MoveModel) {
    Card {
        guide.steps.forEachIndexed { at, step ->
            Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                Text("${at + 1}", style = MaterialTheme.typography.titleSmall, color = MaterialTheme.colorScheme.primary)
                Text(say(step), style = MaterialTheme.typography.bodyLarge)
            }
        }
    }
    Text(say("guide-similar"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) Working(say("move-reading"))
    for (action in guide.actions) {
        when (action) {
            ExportGuideAction.READ_CODES -> MainButton(say("move-read-codes"), model::readCodes, enabled = !model.busy, icon = Icons.scan, tag = "move-read-codes")
            ExportGuideAction.PICK_FILE -> MainButton(say("move-pick-file"), model::pick, enabled = !model.busy, icon = Icons.folder, tag = "move-pick-file")
            ExportGuideAction.SET_UP_AGAIN -> MainButton(say("move-set-up-again"), model::setUpAgain, tag = "move-set-up-again")
        }
    }
}

@Composable
private fun FilePasswordFields(sealed: SealedFileRow, model: MoveModel) {
    Text(LocalSpeech.current.say(sealed.question), style = MaterialTheme.typography.bodyLarge)
    sealed.memoryQuestion?.let { Note(LocalSpeech.current.say(it), icon = Icons.warning) }
    PasswordField(say("move-password"), model.password, { model.password = it }, wrong = model.errorText != null, onDone = model::open)
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) {
        Working(say("move-opening"))
        QuietButton(say("move-cancel"), model::cancel, tag = "move-cancel")
    } else {
        MainButton(say("move-open"), model::open, enabled = model.password.isNotEmpty(), tag = "move-open")
        QuietButton(say("move-without"), model::goOnWithout, tag = "move-without")
    }
}
