package app.aikotoba.ui.guide

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.core.GuideAction
import app.aikotoba.core.GuidePage
import app.aikotoba.core.GuideState
import app.aikotoba.core.GuideStepStatus
import app.aikotoba.core.QrPlace
import app.aikotoba.core.ScreenshotLeftover
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.BoxWithTick
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.IconAction
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.PasteOffer
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** How a site is set up: which site, where its QR code is, and one step after the other. */
@Composable
fun GuideScreen(model: GuideModel, onBack: () -> Unit) {
    val state = model.state
    Frame(
        if (state == null) say("guide-open") else say(state.title),
        onBack,
        actions = { if (state != null) IconAction(Icons.close, say("guide-later"), model::leave, tag = "guide-later") },
    ) { modifier ->
        Page(modifier, step = state?.page) {
            model.errorText?.let { ErrorPanel(it) }
            if (state == null) SiteChoice(model) else GuidePageContent(state, model)
        }
    }
}

@Composable
private fun SiteChoice(model: GuideModel) {
    Text(say("guide-choose"), style = MaterialTheme.typography.titleMedium)
    for (offer in model.offers) QuietButton(say(offer.title), { model.choose(offer.site) }, tag = "guide-${offer.site}")
}

@Composable
private fun GuidePageContent(state: GuideState, model: GuideModel) {
    when (val page = state.page) {
        is GuidePage.AskPlace -> {
            Text(say("guide-ask-place"), style = MaterialTheme.typography.titleMedium)
            MainButton(say("guide-place-another"), { model.answer(QrPlace.ANOTHER_SCREEN) }, tag = "another-screen")
            MainButton(say("guide-place-this"), { model.answer(QrPlace.THIS_PHONE) }, tag = "this-phone")
        }
        is GuidePage.Step -> GuideStep(state, page, model)
        is GuidePage.Finished -> FinishedGuidePage(page, model)
    }
    Questions(state.topics)
}

@Composable
private fun GuideStep(state: GuideState, page: GuidePage.Step, model: GuideModel) {
    val (number, total) = page.number.toInt() to page.total.toInt()
    Text(say("guide-step", "number" to number, "total" to total), style = MaterialTheme.typography.labelLarge, color = MaterialTheme.colorScheme.primary)
    LinearProgressIndicator({ number.toFloat() / total }, Modifier.fillMaxWidth())
    Card { Text(say(page.sentence), style = MaterialTheme.typography.titleMedium) }
    when (page.action) {
        GuideAction.NONE -> {
            Text(say("guide-similar"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
            MainButton(say("guide-did"), model::next, icon = Icons.check, tag = "guide-next")
        }
        GuideAction.READ_CODE -> {
            if (model.isPasteOffered) PasteOffer { model.paste() }
            if (page.place == QrPlace.THIS_PHONE) {
                MainButton(say("scan-picture"), { model.picture() }, icon = Icons.picture, tag = "guide-picture")
                QuietButton(say("guide-paste"), { model.paste() }, icon = Icons.paste, tag = "guide-paste")
            } else {
                MainButton(say("guide-camera"), model::camera, icon = Icons.scan, tag = "guide-camera")
                QuietButton(say("guide-paste"), { model.paste() }, icon = Icons.paste, tag = "guide-paste")
            }
            if (state.account != null) TextAction(say("guide-next"), model::next, tag = "guide-next")
        }
        GuideAction.TYPE_CODE -> {
            if (state.account == null) {
                MainButton(say("guide-camera"), model::camera, icon = Icons.scan, tag = "guide-camera")
            } else {
                MainButton(say("guide-show-code"), model::showCode, icon = Icons.key, tag = "guide-show-code")
            }
            TextAction(say("guide-next"), model::next, tag = "guide-next")
        }
    }
    TextAction(say(if (model.overview) "enrol-guide-hide" else "enrol-guide"), model::switchOverview, tag = "guide-overview")
    if (model.overview) StepOverview(state)
}

@Composable
private fun StepOverview(state: GuideState) =
    Card {
        state.steps.forEachIndexed { at, step ->
            val colour = if (step.status == GuideStepStatus.CURRENT) MaterialTheme.colorScheme.primary else MaterialTheme.colorScheme.onSurfaceVariant
            Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                if (step.status == GuideStepStatus.DONE) {
                    Icon(Icons.check, null, Modifier.size(18.dp), tint = MaterialTheme.colorScheme.primary)
                } else {
                    Text("${at + 1}", style = MaterialTheme.typography.titleSmall, color = colour)
                }
                Text(say(step.sentence), style = MaterialTheme.typography.bodyMedium)
            }
        }
    }

@Composable
private fun FinishedGuidePage(page: GuidePage.Finished, model: GuideModel) {
    BoxWithTick()
    Text(say("guide-finished"), style = MaterialTheme.typography.headlineSmall)
    Text(say(page.sentence), style = MaterialTheme.typography.bodyLarge)
    if (page.screenshot == ScreenshotLeftover.POSSIBLE) Note(say("guide-leftover"), icon = Icons.warning)
    MainButton(say("enrol-to-list"), model::finish, tag = "to-list")
    QuietButton(say("menu-backup"), model::backup, icon = Icons.backup, tag = "guide-backup")
}
