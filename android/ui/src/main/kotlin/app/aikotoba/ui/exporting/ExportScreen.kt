package app.aikotoba.ui.exporting

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.core.ExportState
import app.aikotoba.core.ExportStep
import app.aikotoba.core.ExportedCode
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QrCode
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import app.aikotoba.ui.unlock.OwnerProofField

/** All accounts for another app or on paper: the targets, what one omits, the last question, and the result. */
@Composable
fun ExportScreen(model: ExportModel, onBack: () -> Unit) =
    Frame(say("export-title"), onBack) { modifier ->
        Page(modifier, step = model.state.step) {
            val state = model.state
            when (state.step) {
                ExportStep.CHOOSE -> TargetChoice(state, model)
                ExportStep.REVIEW -> {
                    Note(say(state.phrase), icon = Icons.warning)
                    OmittedParts(state)
                }
                ExportStep.CONFIRM -> {
                    Note(say(state.phrase), icon = Icons.warning)
                    UnlockAgain(model)
                }
                ExportStep.SAVED -> Note(say(state.phrase), Modifier.semantics { liveRegion = LiveRegionMode.Polite }.tagged("export-saved"), icon = Icons.check)
                ExportStep.CODES -> state.code?.let { QrCodeSeries(it, model) }
            }
            model.errorText?.let { ErrorPanel(it) }
            if (model.busy) Working(say("opening-vault"))
            state.goOn?.let { MainButton(say(it), model::goOn, enabled = model.canGoOn, tag = "export-go-on") }
            if (state.step == ExportStep.SAVED || state.step == ExportStep.CODES) QuietButton(say("export-close"), onBack, icon = Icons.check, tag = "export-close")
        }
    }

@Composable
private fun TargetChoice(state: ExportState, model: ExportModel) {
    Text(say(state.phrase), style = MaterialTheme.typography.titleMedium)
    for ((target, name) in state.targets) QuietButton(say(name), { model.choose(target) }, tag = "export-${target.name.lowercase()}")
    Note(say("export-backup-instead"))
}

/** What the target omits, before anything is written. */
@Composable
private fun OmittedParts(state: ExportState) {
    Card {
        state.extent?.let { Text(say(it), style = MaterialTheme.typography.titleSmall, modifier = Modifier.tagged("export-extent")) }
        if (state.omitted.isNotEmpty()) {
            Text(say("export-omitted-lead"), style = MaterialTheme.typography.bodyMedium)
            for (omitted in state.omitted) Text(say(omitted), style = MaterialTheme.typography.bodyMedium, modifier = Modifier.tagged("export-omitted"))
        }
    }
    if (state.refused.isNotEmpty()) {
        Text(say("export-refused-lead"), style = MaterialTheme.typography.titleSmall)
        for (refused in state.refused) ErrorPanel(LocalSpeech.current.tell(refused.name, refused.why))
    }
}

/** The vault is unlocked again, in one of its ways. */
@Composable
private fun UnlockAgain(model: ExportModel) {
    if (model.proof.way == UnlockWay.DEVICE) Text(say("export-device-why"), style = MaterialTheme.typography.bodyLarge)
    OwnerProofField(model.proof, wrong = model.errorText != null, onDone = model::goOn)
}

/** One QR code of the series. */
@Composable
private fun QrCodeSeries(code: ExportedCode, model: ExportModel) {
    val sentence = say(model.state.phrase)
    Text(sentence, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { liveRegion = LiveRegionMode.Polite }.tagged("export-number"))
    model.matrix?.let { QrCode(it, sentence) }
    Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        QuietButton(say("export-code-previous"), model::previousCode, Modifier.weight(1f), enabled = code.at > 0u, tag = "export-previous")
        QuietButton(say("export-code-next"), model::nextCode, Modifier.weight(1f), enabled = code.at + 1u < code.total, tag = "export-next")
    }
    Note(say("export-code-how"))
}
