package app.aikotoba.ui.restore

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.Offered
import app.aikotoba.core.Phrase
import app.aikotoba.core.PlanRow
import app.aikotoba.core.PlanState
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.BoxWithTick
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Names
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.PasswordField
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** Restoring: a backup is chosen and opened, a preview is shown, then it is restored and can be undone. */
@Composable
fun RestoreScreen(model: RestoreModel, onBack: () -> Unit) {
    val plan = model.plan
    val title =
        when {
            model.rehearsing -> say("backup-rehearse")
            plan != null -> say(plan.title)
            else -> say("restore-title")
        }
    Frame(title, onBack) { modifier ->
        val done = model.done
        val rehearsal = model.rehearsal
        Page(modifier, step = listOf(done, rehearsal, plan?.title)) {
            when {
                done != null -> RestoreOutcomePage(done, model)
                rehearsal != null -> RehearsalNotice(rehearsal, onBack)
                plan != null -> PlanPreview(plan, model)
                else -> BackupFileChoice(model)
            }
        }
    }
}

@Composable
private fun BackupFileChoice(model: RestoreModel) {
    Text(say(if (model.rehearsing) "backup-rehearse-why" else "restore-why"), style = MaterialTheme.typography.bodyLarge)
    val name = model.fileName
    if (name == null) {
        model.errorText?.let { ErrorPanel(it) }
        MainButton(say("restore-pick"), model::pick, icon = Icons.folder, tag = "pick")
        return
    }
    Card {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            Icon(Icons.backup, null, Modifier.size(24.dp), tint = MaterialTheme.colorScheme.primary)
            Text(name, style = MaterialTheme.typography.bodyLarge)
        }
    }
    PasswordField(say("restore-password"), model.password, { model.password = it }, wrong = model.errorText != null, onDone = model::open)
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) Working(say("restore-opening"))
    MainButton(say("restore-open"), model::open, enabled = model.password.isNotEmpty() && !model.busy, tag = "open")
    QuietButton(say("restore-pick-other"), model::pick, enabled = !model.busy, tag = "pick")
    Questions(HelpPlace.RESTORE)
}

@Composable
private fun PlanPreview(plan: PlanState, model: RestoreModel) {
    model.origin?.let { Text(it, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant) }
    Text(say("plan-adds", "adds" to plan.adds, "already" to plan.alreadyThere), style = MaterialTheme.typography.titleMedium)
    for (warning in model.warnings) Note(warning, icon = Icons.warning)
    model.errorText?.let { ErrorPanel(it) }
    for (row in plan.rows) PlanCard(row, model)
    if (plan.refused.isNotEmpty()) {
        Text(say("plan-refused"), style = MaterialTheme.typography.titleSmall)
        for (refused in plan.refused) ErrorPanel(LocalSpeech.current.tell(refused.name, refused.why))
    }
    Text(say("plan-nothing-lost"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
    MainButton(say(plan.apply), model::apply, enabled = plan.applying == Offered.YES && !model.busy, tag = "apply")
}

@Composable
private fun PlanCard(row: PlanRow, model: RestoreModel) =
    Card(Modifier.tagged("plan-row")) {
        Names(row.issuer, row.label)
        val removed = row.removed?.let { say("plan-removed-on", "time" to LocalSpeech.current.time(it)) }
        Text(removed ?: say(Phrase.OfVerdict(row.verdict)), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
        if (row.offers.size > 1) {
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                for ((choice, wording) in row.offers) {
                    FilterChip(
                        choice == row.choice,
                        { model.choose(row.place, choice) },
                        { Text(say(Phrase.OfChoice(wording))) },
                        Modifier.heightIn(min = 48.dp).tagged("choice-${choice.name.lowercase()}"),
                    )
                }
            }
        }
    }

@Composable
private fun RestoreOutcomePage(done: String, model: RestoreModel) =
    Column(
        Modifier.fillMaxWidth().padding(top = 24.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(16.dp),
    ) {
        BoxWithTick()
        Text(done, style = MaterialTheme.typography.headlineSmall, textAlign = TextAlign.Center, modifier = Modifier.tagged("restored"))
        model.advice?.let { Note(it, icon = Icons.info) }
        model.errorText?.let { ErrorPanel(it) }
        MainButton(say("enrol-to-list"), model::leave, tag = "to-list")
        if (model.canUndo) QuietButton(say("action-undo"), model::undo, tag = "undo")
    }

@Composable
private fun RehearsalNotice(rehearsal: RehearsalText, onBack: () -> Unit) =
    Column(
        Modifier.fillMaxWidth().padding(top = 24.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(16.dp),
    ) {
        BoxWithTick()
        Text(rehearsal.text, style = MaterialTheme.typography.titleLarge, textAlign = TextAlign.Center, modifier = Modifier.tagged("rehearsed"))
        if (!rehearsal.complete) Text(say("backup-rehearsed-next"), textAlign = TextAlign.Center)
        MainButton(say("action-done"), onBack, tag = "done")
    }
