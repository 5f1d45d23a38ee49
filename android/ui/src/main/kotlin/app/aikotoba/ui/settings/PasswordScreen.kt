package app.aikotoba.ui.settings

import androidx.compose.runtime.Composable
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.NewPasswordFields
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say

/** Changing the vault's password. */
@Composable
fun PasswordScreen(model: PasswordModel, onBack: () -> Unit, onRekey: () -> Unit) =
    Frame(say("settings-password"), onBack) { modifier ->
        Page(modifier) {
            NewPasswordFields(model.password, say("field-password-new"), model::change)
            model.errorText?.let { ErrorPanel(it) }
            if (model.busy) Working(say("opening-vault"))
            MainButton(say("action-save"), model::change, enabled = model.canChange, tag = "change")
            Note(say("settings-password-copies"))
            QuietButton(say("rekey-title"), onRekey, enabled = !model.busy, tag = "rekey")
        }
    }
