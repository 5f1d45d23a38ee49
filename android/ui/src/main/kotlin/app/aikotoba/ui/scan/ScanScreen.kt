package app.aikotoba.ui.scan

import androidx.compose.foundation.background
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.toSize
import app.aikotoba.core.CodeInSight
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.Offered
import app.aikotoba.core.Phrase
import app.aikotoba.core.ScanAction
import app.aikotoba.core.ScanIncomplete
import app.aikotoba.core.ScanSubject
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.IconAction
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Names
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.PasteOffer
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.awake
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The camera's picture, the codes in it, and the other ways to add an account. */
@Composable
fun ScanScreen(model: ScanModel, onBack: () -> Unit, onGuide: () -> Unit, onType: () -> Unit) {
    LaunchedEffect(model) { model.watch() }
    Frame(
        say("scan-title"),
        onBack,
        actions = {
            if (model.live.hasTorch) {
                val words = say(if (model.live.torch) "scan-torch-off" else "scan-torch-on")
                IconAction(
                    Icons.torch,
                    words,
                    model.live::switchTorch,
                    tag = "torch",
                    tint = if (model.live.torch) MaterialTheme.colorScheme.primary else MaterialTheme.colorScheme.onSurface,
                )
            }
        },
    ) { modifier ->
        BoxWithConstraints(modifier.fillMaxSize()) {
            if (maxWidth > maxHeight && maxWidth > 560.dp) {
                Row(Modifier.fillMaxSize().padding(horizontal = 16.dp), horizontalArrangement = Arrangement.spacedBy(16.dp)) {
                    Box(Modifier.weight(1f).fillMaxHeight().padding(bottom = 16.dp)) { CameraFinder(model) }
                    Column(Modifier.weight(1f).verticalScroll(rememberScrollState()), verticalArrangement = Arrangement.spacedBy(12.dp)) { ScanResults(model, onGuide, onType) }
                }
            } else {
                val view = maxHeight * if (model.live.state is CameraState.Off) 0f else 0.55f
                Column(
                    Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(horizontal = 16.dp),
                    verticalArrangement = Arrangement.spacedBy(12.dp),
                ) {
                    if (model.live.state !is CameraState.Off) Box(Modifier.fillMaxWidth().heightIn(min = view, max = view)) { CameraFinder(model) }
                    ScanResults(model, onGuide, onType)
                }
            }
        }
    }
}

@Composable
private fun CameraFinder(model: ScanModel) =
    Box(
        Modifier.awake(model).fillMaxSize().clip(MaterialTheme.shapes.large).background(Color(0xFF101214)).tagged("view").pointerInput(model) {
            detectTapGestures { at ->
                val (x, y) = pointInPicture(at, size.toSize(), model.live.upright, model.live.isMirrored)
                model.live.focusAt(x, y)
            }
        },
        contentAlignment = Alignment.Center,
    ) {
        model.live.source?.Preview(Modifier.fillMaxSize())
        Viewfinder(model.live.upright, model.state.findings, model.live.isMirrored)
        val words = model.state.hint?.let { say(Phrase.OfHint(it)) } ?: say("scan-aim")
        Surface(
            Modifier.align(Alignment.BottomCenter).padding(12.dp),
            shape = MaterialTheme.shapes.medium,
            color = Color(0xCC101214),
            contentColor = Color.White,
        ) {
            Text(
                words,
                Modifier.padding(horizontal = 14.dp, vertical = 8.dp).semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.bodyMedium,
                textAlign = TextAlign.Center,
            )
        }
    }

@Composable
private fun ScanResults(model: ScanModel, onGuide: () -> Unit, onType: () -> Unit) {
    (model.live.state as? CameraState.Off)?.let { off ->
        off.errorText?.let { ErrorPanel(it) }
        if (off.errorText != null && model.live.source != null) QuietButton(say("action-again"), model.live::retry, icon = Icons.refresh, tag = "camera-again")
        if (off.settingsHelp) QuietButton(say("camera-settings"), model.live::openSettings, icon = Icons.settings)
    }
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) Working(say("scan-reading"))
    ReadParts(model)
    model.state.incomplete?.let { Note(say(Phrase.OfIncomplete(it))) }
    if (model.state.incomplete == ScanIncomplete.UNFINISHED && !model.busy) {
        QuietButton(say("scan-look-longer"), model::searchLonger, tag = "look-longer")
    }
    if (model.state.action == ScanAction.Choose) Text(say("scan-choose"), style = MaterialTheme.typography.titleSmall)
    if (model.state.action is ScanAction.Confirm) Note(say("scan-confirm"), icon = Icons.warning)
    for (finding in model.state.findings) FindingCard(finding, model)
    if (model.state.action == ScanAction.Choose) QuietButton(say("scan-add-all"), model::addAll, tag = "add-all")
    OtherWaysToAdd(model, onType)
    QuietButton(say("guide-open"), onGuide, icon = Icons.info, tag = "guide-open")
    Questions(HelpPlace.SCAN)
}

@Composable
private fun ReadParts(model: ScanModel) {
    val parts = model.state.parts ?: return
    Note(say(parts.phrase))
    QuietButton(say("scan-add-parts"), model::addAll, tag = "add-parts")
}

/** A code that was read: what it is, and a button to add it. */
@Composable
private fun FindingCard(finding: CodeInSight, model: ScanModel) =
    when (val subject = finding.subject) {
        is ScanSubject.Account ->
            Card(Modifier.tagged("finding")) {
                Names(subject.issuer, subject.label)
                AddButton(finding, model)
            }

        is ScanSubject.GooglePart ->
            Card(Modifier.tagged("finding")) {
                Text(say("scan-google-part", "number" to subject.number, "of" to subject.total, "count" to subject.accounts))
                AddButton(finding, model)
            }

        is ScanSubject.Refused -> ErrorPanel(LocalSpeech.current.tell(subject.label, subject.why))
        is ScanSubject.Foreign ->
            Card(Modifier.tagged("foreign").semantics { liveRegion = LiveRegionMode.Polite }) {
                Text(say("scan-not-account"), style = MaterialTheme.typography.titleSmall)
                Text(say(Phrase.OfForeign(subject.what)), style = MaterialTheme.typography.bodyMedium)
            }
    }

/** Offers only what the core can add without further input. */
@Composable
private fun AddButton(finding: CodeInSight, model: ScanModel) {
    if (finding.adding == Offered.YES) MainButton(say("enrol-add"), { model.choose(finding.place) }, icon = Icons.add, tag = "choose")
}

/** The other ways to add an account, always visible, in case the camera does not help. */
@Composable
private fun OtherWaysToAdd(model: ScanModel, onType: () -> Unit) {
    if (model.isPasteOffered) PasteOffer(model::paste)
    FlowRow(
        Modifier.fillMaxWidth().padding(bottom = 16.dp),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        WayToAdd(Icons.picture, say("scan-picture"), "picture", model::pickPicture, Modifier.weight(1f))
        WayToAdd(Icons.paste, say("scan-paste"), "paste", model::paste, Modifier.weight(1f))
        WayToAdd(Icons.keyboard, say("scan-type"), "type", onType, Modifier.weight(1f))
    }
}

@Composable
private fun WayToAdd(icon: ImageVector, text: String, tag: String, onClick: () -> Unit, modifier: Modifier) =
    Surface(modifier.widthIn(min = 96.dp), shape = MaterialTheme.shapes.medium, color = MaterialTheme.colorScheme.surfaceContainer) {
        TextButton(onClick, Modifier.fillMaxWidth().heightIn(min = 76.dp).tagged(tag), shape = MaterialTheme.shapes.medium) {
            Column(horizontalAlignment = Alignment.CenterHorizontally, verticalArrangement = Arrangement.spacedBy(6.dp)) {
                Icon(icon, null, Modifier.size(24.dp))
                Text(text, textAlign = TextAlign.Center, style = MaterialTheme.typography.labelLarge)
            }
        }
    }
