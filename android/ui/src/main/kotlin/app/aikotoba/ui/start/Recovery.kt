package app.aikotoba.ui.start

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.Phrase
import app.aikotoba.core.RecoveryCheckState
import app.aikotoba.core.RecoveryCodeDoubt
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.KeyField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import app.aikotoba.ui.theme.LocalDigits

/** The recovery code in numbered groups, to be written on paper. */
@Composable
fun RecoveryGroups(groups: List<String>, onCopy: () -> Unit, onNoted: () -> Unit, doubt: RecoveryCodeDoubt? = null) {
    if (doubt != null) Note(say(Phrase.OfCodeDoubt(doubt)))
    Text(say("recovery-why"), style = MaterialTheme.typography.bodyLarge)
    Card {
        BoxWithConstraints(Modifier.fillMaxWidth().padding(vertical = 8.dp).tagged("recovery-groups")) {
            val columns = (maxWidth / (groupWidth * LocalDensity.current.fontScale)).toInt().coerceAtLeast(1)
            Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
                for (row in groups.withIndex().chunked(columns)) {
                    Row(horizontalArrangement = Arrangement.spacedBy(10.dp)) {
                        for ((at, group) in row) RecoveryCodeGroup(at + 1, group, Modifier.weight(1f))
                        repeat(columns - row.size) { Spacer(Modifier.weight(1f)) }
                    }
                }
            }
        }
    }
    Note(say("recovery-how"), icon = Icons.edit)
    MainButton(say("recovery-noted"), onNoted, icon = Icons.check, tag = "noted")
    QuietButton(say("recovery-copy"), onCopy, icon = Icons.copy, tag = "copy-recovery")
    Questions(HelpPlace.RECOVERY)
}

/** The width that a group of the widest letters takes, so that the groups are in columns. */
private val groupWidth = 140.dp

@Composable
private fun RecoveryCodeGroup(number: Int, letters: String, modifier: Modifier) =
    Surface(modifier, shape = MaterialTheme.shapes.small, color = MaterialTheme.colorScheme.surfaceVariant) {
        val spoken = LocalSpeech.current.spelledGroup(number, letters)
        Row(
            Modifier.padding(horizontal = 12.dp, vertical = 8.dp).clearAndSetSemantics { contentDescription = spoken },
            verticalAlignment = Alignment.CenterVertically,
            horizontalArrangement = Arrangement.spacedBy(10.dp),
        ) {
            Text("$number", style = MaterialTheme.typography.labelMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
            Text(letters, style = TextStyle(fontFamily = LocalDigits.current, fontSize = 22.sp, letterSpacing = 1.5.sp), color = MaterialTheme.colorScheme.onSurface)
        }
    }

/** The question for one group of the code, and its field. */
@Composable
internal fun GroupField(check: RecoveryCheckState, typed: String, onChange: (String) -> Unit, wrong: Boolean, onDone: () -> Unit) {
    Text(say("recovery-check-ask", "at" to check.at, "letters" to check.letters), style = MaterialTheme.typography.bodyLarge)
    KeyField(say("recovery-check-field", "at" to check.at), typed, onChange, wrong = wrong, single = true, onDone = onDone, tag = "group")
}

/** The code that is shown, as a sheet to save and print. */
@Composable
private fun Sheet(model: RecoveryModel) {
    model.errorText?.let { ErrorPanel(it) }
    Note(say("recovery-sheet-warning"), icon = Icons.warning)
    QuietButton(say("hand-over-as-sheet"), model::saveSheet, enabled = !model.busy, icon = Icons.folder, tag = "save-sheet")
    if (model.saved) Note(say("hand-over-saved"), icon = Icons.check)
}

/** Asks for a group of the code, which only a person with a written copy can type. */
@Composable
fun RecoveryCheckScreen(model: RecoveryModel, onBack: () -> Unit) =
    Frame(say("recovery-check-title"), onBack) { modifier ->
        Page(modifier) {
            val fresh = model.fresh
            val check = model.check
            when {
                fresh != null -> {
                    RecoveryGroups(fresh, model::copy, model::noted, model.doubt)
                    Sheet(model)
                }
                model.right -> {
                    Note(say("recovery-check-right"), icon = Icons.shieldCheck)
                    MainButton(say("action-done"), onBack, tag = "done")
                }
                else -> {
                    if (check != null) {
                        GroupField(check, model.typed, { model.typed = it }, wrong = model.errorText != null, onDone = model::answer)
                    }
                    model.errorText?.let { ErrorPanel(it) }
                    if (model.busy) Working(say("locks-making"))
                    if (check != null) MainButton(say("recovery-check-do"), model::answer, enabled = model.typed.isNotBlank(), tag = "answer")
                    if (model.canShowAgain) {
                        QuietButton(say("recovery-show-again"), model::show, icon = Icons.key, tag = "show-code")
                    } else {
                        QuietButton(say("recovery-new"), model::show, icon = Icons.refresh, tag = "new-code")
                        Text(say("recovery-new-why"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
                    }
                }
            }
        }
    }
