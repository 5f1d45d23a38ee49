package app.aikotoba.ui.start

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.core.HandOverStep
import app.aikotoba.core.Phrase
import app.aikotoba.ui.parts.BoxWithTick
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.NewPasswordFields
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The ways to open the vault if the device is lost: a recovery code on paper or as a sheet, or a password. The first backup follows. */
@Composable
fun HandOverScreen(model: HandOverModel, onBack: () -> Unit) =
    Frame(say("hand-over-title"), onBack) { modifier ->
        Page(modifier, step = model.step) {
            Text(say(Phrase.OfHandOverStep(model.step)), style = MaterialTheme.typography.bodyLarge)
            model.errorText?.let { ErrorPanel(it) }
            when (model.step) {
                HandOverStep.CHOOSE -> WayChoice(model)
                HandOverStep.PAPER -> RecoveryGroups(model.groups, model::copy, model::written, model.doubt)
                HandOverStep.SHEET -> RecoverySheet(model)
                HandOverStep.PASSWORD -> PasswordPage(model)
                HandOverStep.CONFIRM -> GroupConfirmation(model)
                HandOverStep.BACKUP -> FirstBackup(model)
            }
            if (model.busy) Working(say("opening-vault"))
        }
    }

@Composable
private fun WayChoice(model: HandOverModel) {
    MainButton(say("hand-over-on-paper"), model::onPaper, enabled = !model.busy, icon = Icons.edit, tag = "on-paper")
    QuietButton(say("hand-over-as-sheet"), model::asSheet, enabled = !model.busy, icon = Icons.folder, tag = "as-sheet")
    QuietButton(say("hand-over-by-password"), model::byPassword, enabled = !model.busy, icon = Icons.lock, tag = "by-password")
}

@Composable
private fun RecoverySheet(model: HandOverModel) {
    model.doubt?.let { Note(say(Phrase.OfCodeDoubt(it))) }
    Note(say("recovery-sheet-warning"), icon = Icons.warning)
    MainButton(say("hand-over-save"), model::save, enabled = !model.busy, icon = Icons.folder, tag = "save-sheet")
    if (model.saved) Note(say("hand-over-saved"), icon = Icons.check)
    QuietButton(say("hand-over-have"), model::written, enabled = !model.busy, icon = Icons.check, tag = "have-sheet")
}

@Composable
private fun PasswordPage(model: HandOverModel) {
    NewPasswordFields(model.password, say("field-password"), model::setPassword)
    MainButton(say("hand-over-set-password"), model::setPassword, enabled = model.canSet, tag = "set-password")
}

/** Asks for one group of the code, which only a person with a copy can type. */
@Composable
private fun GroupConfirmation(model: HandOverModel) {
    val check = model.check ?: return
    GroupField(check, model.typed, { model.typed = it }, wrong = model.errorText != null, onDone = model::answer)
    MainButton(say("recovery-check-do"), model::answer, enabled = !model.busy && model.typed.isNotBlank(), tag = "answer")
}

@Composable
private fun FirstBackup(model: HandOverModel) {
    BoxWithTick()
    MainButton(say("first-backup"), model::backup, icon = Icons.backup, tag = "first-backup")
    QuietButton(say("hand-over-later"), model::leave, tag = "later")
}
