package app.aikotoba.ui.settings

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.core.Phrase
import app.aikotoba.core.RecoveryCodeDoubt
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.NewPasswordFields
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.start.RecoveryGroups
import app.aikotoba.ui.theme.Icons

/** What to do when somebody may know the password; then the new recovery code. */
@Composable
fun RekeyScreen(model: RekeyModel, onBack: () -> Unit) {
    val recovery = model.recovery
    if (recovery == null) {
        Frame(say("rekey-title"), onBack) { modifier -> Page(modifier) { NewPasswordPage(model) } }
    } else {
        Frame(say("recovery-title"), null) { modifier ->
            Page(modifier) {
                val doubt = model.doubt
                if (doubt != RecoveryCodeDoubt.UNKNOWN) {
                    Note(say("rekey-changed-all"), icon = Icons.shieldCheck)
                    for (lock in model.removed) Note(say(Phrase.OfRemovedLock(lock)), icon = Icons.key)
                }
                RecoveryGroups(recovery, model::copy, model::noted, doubt)
            }
        }
    }
}

@Composable
private fun NewPasswordPage(model: RekeyModel) {
    Text(say("rekey-why"), style = MaterialTheme.typography.bodyLarge)
    Note(say("rekey-copies"))
    NewPasswordFields(model.password, say("field-password-new"), model::rekey)
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) Working(say("rekey-working"))
    MainButton(say("rekey-do"), model::rekey, enabled = model.canRekey, tag = "rekey-do")
}
