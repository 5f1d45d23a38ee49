package app.aikotoba.ui.health

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Trouble
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** What is wrong with the vault, and what can be done. */
@Composable
fun HealthScreen(model: HealthModel, onBack: () -> Unit, onBackup: () -> Unit) =
    Frame(say(if (model.older) "health-older-title" else "health-title"), onBack) { modifier ->
        Page(modifier) {
            model.trouble?.let { Trouble(it) }
            if (model.older) {
                Text(say("health-older-why"), style = MaterialTheme.typography.bodyLarge)
                MainButton(say("health-older-accept"), model::acceptOlder, tag = "accept-older")
            } else if (model.repaired) {
                Note(say("health-repaired"), icon = Icons.shieldCheck)
                MainButton(say("action-done"), onBack)
            } else {
                for (damage in model.damages) Note(say(damage), icon = Icons.warning)
                Text(say("health-damaged-why"), style = MaterialTheme.typography.bodyLarge)
                if (model.busy) Working(say("opening-vault"))
                MainButton(say("menu-backup"), onBackup, icon = Icons.backup)
                QuietButton(say("health-repair"), model::repair, enabled = !model.busy, tag = "repair")
            }
        }
    }
