package app.aikotoba.ui.enrol

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import app.aikotoba.core.CauseLikelihood
import app.aikotoba.core.CauseRemedy
import app.aikotoba.core.CodeFace
import app.aikotoba.core.DraftConsent
import app.aikotoba.core.EnrolmentStage
import app.aikotoba.core.EnrolmentState
import app.aikotoba.core.GuidePage
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.LoginQuestion
import app.aikotoba.core.Offered
import app.aikotoba.core.Phrase
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.BoxWithTick
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ColourChoice
import app.aikotoba.ui.parts.Digits
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.LineField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Names
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Ring
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.parts.colourOf
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** Adding an account: from what was read to the site's confirmation. */
@Composable
fun EnrolmentScreen(model: EnrolmentModel, onBack: () -> Unit) {
    val state = model.state
    LaunchedEffect(model, state.refreshAt) { model.watch() }
    Frame(say("enrol-title"), onBack) { modifier ->
        Page(modifier, step = state.stage::class to (state.stage as? EnrolmentStage.Refused)?.at) {
            model.errorText?.let { ErrorPanel(it) }
            when (val stage = state.stage) {
                is EnrolmentStage.Draft -> DraftStage(state, stage, model)
                is EnrolmentStage.Unconfirmed -> UnconfirmedStage(state, stage.face, model)
                is EnrolmentStage.Refused -> RefusedStage(state, stage, model)
                is EnrolmentStage.Confirmed -> ConfirmedStage(state, model)
            }
        }
    }
}

@Composable
private fun DraftStage(state: EnrolmentState, stage: EnrolmentStage.Draft, model: EnrolmentModel) {
    Card { Names(state.issuer, state.label) }
    if (stage.cautions.isNotEmpty()) {
        Text(say("enrol-cautions"), style = MaterialTheme.typography.titleMedium)
        for (caution in stage.cautions) Note(say(Phrase.OfCaution(caution)), icon = Icons.warning)
    }
    state.login?.let { LoginNaming(it, model) }
    state.older?.let { older ->
        QuietButton(say("enrol-replace-older"), { model.replace(older) }, tag = "replace-older")
    }
    MainButton(say(if (stage.consent == DraftConsent.GIVEN) "enrol-add" else "enrol-add-anyway"), model::commit, tag = "commit")
    QuietButton(say("action-cancel"), model.open::list)
}

@Composable
private fun UnconfirmedStage(state: EnrolmentState, face: CodeFace, model: EnrolmentModel) {
    BigCode(state, face, model)
    Text(say(Phrase.OfQuestion(state.question)), style = MaterialTheme.typography.titleMedium, modifier = Modifier.padding(top = 8.dp))
    MainButton(say("enrol-yes"), model::accepted, icon = Icons.check, tag = "accepted")
    QuietButton(say("enrol-no"), model::refused, tag = "refused")
    GuideButton(model)
    Questions(HelpPlace.CODE)
}

/** Codes of two logins of a site look the same, so each gets a name and a colour. */
@Composable
private fun LoginNaming(question: LoginQuestion, model: EnrolmentModel) {
    Text(say("enrol-login-ask", "site" to question.site), style = MaterialTheme.typography.titleMedium)
    Text(say("enrol-login-others", "site" to question.site), style = MaterialTheme.typography.bodyMedium)
    for (other in question.others) Text(other.ifEmpty { say("enrol-login-nameless") }, style = MaterialTheme.typography.bodyMedium)
    LineField(say("enrol-login-name"), model.login, { model.login = it }, tag = "login")
    ColourChoice(model.colour) { model.colour = it }
}

/** The code in large type, with its remaining seconds. */
@Composable
private fun BigCode(state: EnrolmentState, face: CodeFace, model: EnrolmentModel) =
    Card(colour = MaterialTheme.colorScheme.surfaceContainerLow) {
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            Icon(Icons.shieldCheck, null, Modifier.size(20.dp), tint = MaterialTheme.colorScheme.primary)
            Text(say("enrol-saved"), style = MaterialTheme.typography.labelLarge, color = MaterialTheme.colorScheme.primary)
        }
        Names(state.issuer, state.label)
        if (face is CodeFace.Shown) {
            // This large number need not grow with the type size; it would not fit.
            val size = (52 / LocalDensity.current.fontScale.coerceAtLeast(1f)).coerceAtLeast(34f).sp
            FlowRow(
                Modifier.fillMaxWidth().padding(vertical = 6.dp),
                horizontalArrangement = Arrangement.SpaceBetween,
                itemVerticalAlignment = Alignment.CenterVertically,
            ) {
                Digits(face.code, size, colourOf(face.countdown.urgency))
                Ring(face.countdown, 52.dp)
            }
            state.advice?.let { Text(say(Phrase.OfAdvice(it)), style = MaterialTheme.typography.bodyMedium) }
            face.next?.let { next ->
                Row(horizontalArrangement = Arrangement.spacedBy(10.dp), verticalAlignment = Alignment.CenterVertically) {
                    Text(say("code-next-is"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
                    Digits(next, 18.sp, MaterialTheme.colorScheme.onSurfaceVariant)
                }
            }
        }
        if (face is CodeFace.OnRequest) {
            face.taken?.let { Digits(it, 44.sp, MaterialTheme.colorScheme.primary) }
            QuietButton(say("code-take"), model::take, tag = "take")
        }
        QuietButton(say("action-copy"), model::copy, icon = Icons.copy, tag = "copy")
    }

@Composable
private fun RefusedStage(state: EnrolmentState, stage: EnrolmentStage.Refused, model: EnrolmentModel) {
    val cause = stage.causes.getOrNull(stage.at.toInt())
    if (cause == null) {
        Note(say("enrol-no-more-doubts"))
        MainButton(say("enrol-try-again"), model::tryAgain)
        QuietButton(say("enrol-cancel"), model::cancel, tag = "cancel-account")
        return
    }
    Text(
        say("enrol-doubt", "at" to stage.at.toInt() + 1, "of" to stage.causes.size),
        style = MaterialTheme.typography.labelLarge,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
    Card {
        Text(say(Phrase.OfDoubt(cause.doubt)), style = MaterialTheme.typography.titleMedium)
        if (cause.likelihood == CauseLikelihood.LIKELY) {
            Surface(shape = MaterialTheme.shapes.small, color = MaterialTheme.colorScheme.primaryContainer) {
                Text(say("enrol-likely"), Modifier.padding(horizontal = 10.dp, vertical = 3.dp), style = MaterialTheme.typography.labelMedium)
            }
        }
        Text(say(Phrase.OfCauseRemedy(cause.remedy)), style = MaterialTheme.typography.bodyLarge)
        when (cause.remedy) {
            CauseRemedy.SET_CLOCK -> {
                QuietButton(say("enrol-open-clock"), model.open::clock, icon = Icons.clock)
                QuietButton(say("correction-open"), model.open::correction, icon = Icons.clock, tag = "correction")
            }
            CauseRemedy.SCAN_AGAIN -> QuietButton(say("enrol-scan-again"), model.open::scan, icon = Icons.scan)
            else -> {}
        }
    }
    BigCode(state, stage.face, model)
    MainButton(say("enrol-yes"), model::accepted, icon = Icons.check, tag = "accepted")
    QuietButton(say("enrol-doubt-next"), model::nextDoubt, tag = "next-doubt")
    GuideButton(model)
    TextAction(say("enrol-cancel"), model::cancel, tag = "cancel-account")
}

@Composable
private fun ConfirmedStage(state: EnrolmentState, model: EnrolmentModel) =
    Column(
        Modifier.fillMaxWidth().padding(top = 24.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(16.dp),
    ) {
        BoxWithTick()
        Text(say("enrol-confirmed"), style = MaterialTheme.typography.headlineSmall)
        val next = model.guide?.page as? GuidePage.Step
        Text(say(next?.sentence ?: "enrol-confirmed-why"), style = MaterialTheme.typography.bodyLarge)
        if (model.isFromPicture && next == null) Note(say("guide-leftover"), icon = Icons.warning)
        if (next != null) MainButton(say("guide-continue"), model.open::guide, icon = Icons.check, tag = "guide-continue")
        if (state.firstBackup == Offered.YES && next != null) {
            QuietButton(say("first-backup"), model.open::backup, icon = Icons.backup, tag = "first-backup")
            QuietButton(say("enrol-to-list"), model.open::list, tag = "to-list")
        } else if (next != null) {
            QuietButton(say("enrol-to-list"), model.open::list, tag = "to-list")
        } else if (state.firstBackup == Offered.YES) {
            MainButton(say("first-backup"), model.open::backup, icon = Icons.backup, tag = "first-backup")
            QuietButton(say("enrol-to-list"), model.open::list, tag = "to-list")
        } else {
            MainButton(say("enrol-to-list"), model.open::list, tag = "to-list")
        }
    }

/** A button for the guide. It is also shown after the site rejected the code. */
@Composable
private fun GuideButton(model: EnrolmentModel) {
    if (model.guide != null) TextAction(say("enrol-guide"), model.open::guide, tag = "guide")
}
