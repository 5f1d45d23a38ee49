package app.aikotoba.ui.rehearsal

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.core.AskedCredential
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.KeyField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.PasswordField
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** Asks for what opens the vault elsewhere. Nothing depends on the answer. */
@Composable
fun CredentialCheckScreen(model: CredentialCheckModel, onBack: () -> Unit) =
    Frame(say("credential-check-title"), onBack) { modifier ->
        Page(modifier, step = listOf(model.right, model.asked)) {
            if (model.right) {
                Note(say("credential-check-right"), icon = Icons.shieldCheck)
                MainButton(say("action-done"), onBack, tag = "done")
            } else {
                Question(model)
            }
        }
    }

@Composable
private fun Question(model: CredentialCheckModel) {
    Text(say("credential-check-why"), style = MaterialTheme.typography.bodyLarge)
    val wrong = model.errorText != null
    when (model.asked) {
        AskedCredential.PASSWORD -> PasswordField(say("field-password"), model.typed, { model.typed = it }, wrong = wrong, onDone = model::answer)
        AskedCredential.RECOVERY_CODE ->
            KeyField(say("unlock-recovery-field"), model.typed, { model.typed = it }, wrong = wrong, onDone = model::answer, tag = "recovery")
    }
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) Working(say("opening-vault"))
    MainButton(say("credential-check-do"), model::answer, enabled = model.canAnswer, tag = "answer")
    when (model.other) {
        AskedCredential.PASSWORD -> TextAction(say("credential-check-by-password"), model::askForOther, tag = "ask-other")
        AskedCredential.RECOVERY_CODE -> TextAction(say("credential-check-by-code"), model::askForOther, tag = "ask-other")
        null -> {}
    }
    QuietButton(say("rehearsal-put-off"), model::putOff, enabled = !model.busy, tag = "put-off")
}
