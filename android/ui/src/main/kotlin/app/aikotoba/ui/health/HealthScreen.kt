package app.aikotoba.ui.health

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.core.BannerLead
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** What is wrong with the vault, and what can be done. */
@Composable
fun HealthScreen(model: HealthModel, onBack: () -> Unit, onBackup: () -> Unit) =
    Frame(say(titleOf(model.lead)), onBack) { modifier ->
        Page(modifier) {
            model.errorText?.let { ErrorPanel(it) }
            if (model.isQuestion) {
                RepairQuestion(model)
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

/** The question whether this is the right vault. Leaving the screen does not answer it. */
@Composable
private fun RepairQuestion(model: HealthModel) {
    val why = if (model.lead == BannerLead.ACCEPT_OTHER) "health-other-why" else "health-older-why"
    Note(say(why), icon = Icons.warning, colour = MaterialTheme.colorScheme.errorContainer, ink = MaterialTheme.colorScheme.onErrorContainer)
    Text(say("health-doubt-kept"), style = MaterialTheme.typography.bodyLarge)
    MainButton(say("health-later"), model::later, tag = "decide-later")
    QuietButton(say("health-accept"), model::accept, tag = "accept-vault")
}

private fun titleOf(lead: BannerLead) =
    when (lead) {
        BannerLead.ACCEPT_OLDER -> "health-older-title"
        BannerLead.ACCEPT_OTHER -> "health-other-title"
        else -> "health-title"
    }
