package app.aikotoba.ui.unlock

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.Phrase
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.KeyField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Mark
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.PasswordField
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The ways to unlock the vault, the easiest first. */
@Composable
fun UnlockScreen(model: UnlockModel) {
    LaunchedEffect(model) { model.watch() }
    val state = model.state
    Frame(null, null) { modifier ->
        Page(modifier) {
            Column(Modifier.padding(top = 48.dp, bottom = 8.dp), verticalArrangement = Arrangement.spacedBy(16.dp)) {
                Mark(64.dp)
                Text(say("unlock-title"), style = MaterialTheme.typography.headlineMedium, modifier = Modifier.semantics { heading() })
            }
            state.notice?.let { Note(say(Phrase.OfUnlockNotice(it)), icon = Icons.key) }
            when (model.way) {
                UnlockWay.PASSPHRASE -> PasswordField(say("field-password"), model.typed, { model.typed = it }, wrong = model.errorText != null, onDone = model::unlock)
                UnlockWay.RECOVERY -> KeyField(say("unlock-recovery-field"), model.typed, {
                    model.typed = it
                }, wrong = model.errorText != null, onDone = model::unlock, tag = "recovery")
                UnlockWay.DEVICE, null -> {}
            }
            model.errorText?.let { ErrorPanel(it) }
            if (model.isCostAsked) QuietButton(say("unlock-accept-cost"), model::acceptCost, enabled = !model.busy, tag = "accept-cost")
            if (state.secondsLeft.toInt() > 0) Note(say("unlock-wait", "seconds" to state.secondsLeft.toInt()), icon = Icons.clock)
            if (model.busy) Working(say("opening-vault"))
            model.way?.let { way ->
                MainButton(say(Phrase.OfWay(way)), model::unlock, enabled = model.canUnlock, icon = if (way == UnlockWay.DEVICE) Icons.finger else null, tag = "unlock")
            }
            if (model.isKnown && state.ways.isEmpty()) QuietButton(say("action-again"), model::lookAgain, icon = Icons.refresh, tag = "again")
            Questions(HelpPlace.UNLOCK)
            if (model.canBeSetAside) QuietButton(say("start-restore"), model::restore, icon = Icons.restore, tag = "restore")
            for (way in state.ways.filter { it != model.way }) {
                QuietButton(say(Phrase.OfWay(way)), { model.choose(way) }, enabled = !model.busy, tag = "way-${way.name.lowercase()}")
            }
        }
    }
}
