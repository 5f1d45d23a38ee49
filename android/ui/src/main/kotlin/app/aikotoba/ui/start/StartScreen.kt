package app.aikotoba.ui.start

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Checkbox
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.core.AfterStart
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.StartStep
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Mark
import app.aikotoba.ui.parts.NewPasswordFields
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The first start: what the app is, ways to unlock the vault, the recovery code. */
@Composable
fun StartScreen(model: StartModel) =
    when (model.step) {
        StartStep.WELCOME, StartStep.DEVICE_LOCK -> WelcomePage(model)
        StartStep.LOCKS -> UnlockWayChoice(model)
        StartStep.RECOVERY_CODE -> RecoveryCodePage(model)
        StartStep.REMAINS -> UnusableVaultPage(model)
    }

@Composable
private fun WelcomePage(model: StartModel) =
    Frame(null, null) { modifier ->
        Page(modifier) {
            LanguagePicker(model)
            Column(verticalArrangement = Arrangement.spacedBy(20.dp)) {
                Mark()
                Text(say("app-name"), style = MaterialTheme.typography.displaySmall, modifier = Modifier.semantics { heading() })
                Text(say("start-title"), style = MaterialTheme.typography.bodyLarge)
            }
            Column(Modifier.padding(vertical = 16.dp), verticalArrangement = Arrangement.spacedBy(16.dp)) {
                WelcomePoint(Icons.scan, say("start-point-scan"))
                WelcomePoint(Icons.lock, say("start-point-offline"))
                WelcomePoint(Icons.shieldCheck, say("start-point-backup"))
            }
            model.errorText?.let { ErrorPanel(it) }
            if (model.busy) Working(say("locks-making"))
            MainButton(say("start-scan"), model::scan, enabled = !model.busy, icon = Icons.scan, tag = "begin")
            QuietButton(say("start-restore"), model::beginWithBackup, enabled = !model.busy, icon = Icons.restore, tag = "begin-restore")
            QuietButton(say("move-title"), model::beginWithImport, enabled = !model.busy, tag = "begin-move")
            Questions(HelpPlace.START)
        }
    }

/** A choice of language, in case the device's language is not the person's. */
@Composable
private fun LanguagePicker(model: StartModel) =
    Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(8.dp, Alignment.End)) {
        val spoken = LocalSpeech.current.language
        for ((name, tag) in model.languages) {
            FilterChip(tag == spoken, { model.speak(name) }, { Text(say(name)) }, Modifier.heightIn(min = 48.dp).tagged("language-$tag"))
        }
    }

@Composable
private fun WelcomePoint(icon: ImageVector, text: String) =
    Row(horizontalArrangement = Arrangement.spacedBy(16.dp), verticalAlignment = Alignment.CenterVertically) {
        Icon(icon, null, Modifier.size(26.dp), tint = MaterialTheme.colorScheme.primary)
        Text(text, style = MaterialTheme.typography.bodyLarge)
    }

@Composable
private fun UnlockWayChoice(model: StartModel) =
    Frame(say("locks-title"), { model.stepBack() }) { modifier ->
        Page(modifier) {
            model.keptAs?.let { Note(say("start-aside-kept", "name" to it), icon = Icons.folder) }
            if (model.then == AfterStart.RESTORE) Note(say("restore-needs-vault"), icon = Icons.restore)
            Text(say("locks-why"), style = MaterialTheme.typography.bodyLarge)
            NewPasswordFields(model.password, say("locks-password"), model::make)
            if (model.deviceKeyOffered) Choice(say("locks-device"), model.withDeviceKey, "with-device") { model.withDeviceKey = it }
            model.errorText?.let { ErrorPanel(it) }
            if (model.busy) Working(say("locks-making"))
            MainButton(say("locks-make"), model::make, enabled = model.canMake, tag = "make")
            Questions(HelpPlace.PASSWORD)
        }
    }

/** An option with a switch; the whole line can be touched. */
@Composable
fun Choice(text: String, chosen: Boolean, tag: String, onChange: (Boolean) -> Unit) =
    Row(
        Modifier.fillMaxWidth().heightIn(min = 52.dp).toggleable(chosen, role = Role.Checkbox, onValueChange = onChange).tagged(tag),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Checkbox(chosen, null)
        Text(text, style = MaterialTheme.typography.bodyMedium)
    }

@Composable
private fun RecoveryCodePage(model: StartModel) =
    Frame(say("recovery-title"), null) { modifier ->
        Page(modifier) { RecoveryGroups(model.recovery, model::copyRecovery, model::noted) }
    }

@Composable
private fun UnusableVaultPage(model: StartModel) =
    Frame(say("start-remains-title"), model.onBack) { modifier ->
        Page(modifier) {
            Note(say("start-remains"), icon = Icons.warning)
            Text(say("start-remains-next"), style = MaterialTheme.typography.bodyLarge)
            model.errorText?.let { ErrorPanel(it) }
            MainButton(say("start-aside"), model::setAside, enabled = !model.busy, icon = Icons.restore, tag = "set-aside")
        }
    }
