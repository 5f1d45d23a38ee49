package app.aikotoba.ui.settings

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.PasswordField
import app.aikotoba.ui.parts.Trouble
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say

/** Another password for the vault. */
@Composable
fun PasswordScreen(
    model: PasswordModel,
    onBack: () -> Unit,
) = Frame(say("settings-password"), onBack) { modifier ->
    Page(modifier) {
        PasswordField(say("field-password-new"), model.password, { model.password = it })
        PasswordField(say("field-password-again"), model.again, { model.again = it }, wrong = model.differs, onDone = model::change, tag = "password-again")
        Text(
            say(if (model.differs) "passwords-differ" else "locks-hint"),
            style = MaterialTheme.typography.bodySmall,
            color = if (model.differs) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.onSurfaceVariant,
        )
        model.trouble?.let { Trouble(it) }
        if (model.busy) Working(say("opening-vault"))
        MainButton(say("action-save"), model::change, enabled = model.canChange, tag = "change")
    }
}
