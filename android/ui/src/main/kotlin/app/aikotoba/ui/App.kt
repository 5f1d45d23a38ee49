package app.aikotoba.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.SnackbarResult
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import app.aikotoba.core.Theme
import app.aikotoba.ui.account.EditModel
import app.aikotoba.ui.account.EditScreen
import app.aikotoba.ui.account.ShareModel
import app.aikotoba.ui.account.ShareScreen
import app.aikotoba.ui.backup.AutomaticBackupModel
import app.aikotoba.ui.backup.AutomaticBackupScreen
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.backup.BackupScreen
import app.aikotoba.ui.backup.OtherDevicesModel
import app.aikotoba.ui.backup.OtherDevicesScreen
import app.aikotoba.ui.checklist.ChecklistModel
import app.aikotoba.ui.checklist.ChecklistScreen
import app.aikotoba.ui.clock.CorrectionModel
import app.aikotoba.ui.clock.CorrectionScreen
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.codes.CodesScreen
import app.aikotoba.ui.codes.OpenFromCodes
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.enrol.EnrolmentScreen
import app.aikotoba.ui.exporting.ExportModel
import app.aikotoba.ui.exporting.ExportScreen
import app.aikotoba.ui.guide.GuideModel
import app.aikotoba.ui.guide.GuideScreen
import app.aikotoba.ui.health.HealthModel
import app.aikotoba.ui.health.HealthScreen
import app.aikotoba.ui.help.HelpModel
import app.aikotoba.ui.help.HelpScreen
import app.aikotoba.ui.moving.MoveModel
import app.aikotoba.ui.moving.MoveScreen
import app.aikotoba.ui.parts.LocalMessages
import app.aikotoba.ui.rehearsal.CredentialCheckModel
import app.aikotoba.ui.rehearsal.CredentialCheckScreen
import app.aikotoba.ui.rehearsal.RehearsalModel
import app.aikotoba.ui.rehearsal.RehearsalScreen
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.restore.RestoreScreen
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.scan.ScanScreen
import app.aikotoba.ui.scan.TypeKeyModel
import app.aikotoba.ui.scan.TypeKeyScreen
import app.aikotoba.ui.settings.AboutModel
import app.aikotoba.ui.settings.AboutScreen
import app.aikotoba.ui.settings.OpenFromSettings
import app.aikotoba.ui.settings.PasswordModel
import app.aikotoba.ui.settings.PasswordScreen
import app.aikotoba.ui.settings.RekeyModel
import app.aikotoba.ui.settings.RekeyScreen
import app.aikotoba.ui.settings.SettingsModel
import app.aikotoba.ui.settings.SettingsScreen
import app.aikotoba.ui.start.HandOverModel
import app.aikotoba.ui.start.HandOverScreen
import app.aikotoba.ui.start.RecoveryCheckScreen
import app.aikotoba.ui.start.RecoveryModel
import app.aikotoba.ui.start.StartModel
import app.aikotoba.ui.start.StartScreen
import app.aikotoba.ui.theme.AikotobaTheme
import app.aikotoba.ui.trash.TrashModel
import app.aikotoba.ui.trash.TrashScreen
import app.aikotoba.ui.unlock.UnlockModel
import app.aikotoba.ui.unlock.UnlockScreen

/** The whole app, for the window of any platform. */
@Composable
fun AikotobaApp(app: AppModel) {
    val dark =
        when (app.settings.settings.theme) {
            Theme.DEVICE -> isSystemInDarkTheme()
            Theme.LIGHT -> false
            Theme.DARK -> true
        }
    val messages = remember { SnackbarHostState() }
    CompositionLocalProvider(LocalSpeech provides app.speech, LocalMessages provides messages) {
        AikotobaTheme(dark, app.platform.fonts) {
            Surface(Modifier.fillMaxSize()) { Screen(app.top, app) }
            Messages(app, messages)
        }
    }
}

/** The screen of a model. */
@Composable
private fun Screen(model: Model, app: AppModel) {
    val back: () -> Unit = { app.back() }
    when (model) {
        is StartModel -> StartScreen(model)
        is UnlockModel -> UnlockScreen(model)
        is CodesModel -> {
            LaunchedEffect(model) { model.watch() }
            CodesScreen(model, remember(model) { OpenFromCodes(app, model) })
        }
        is ScanModel -> ScanScreen(model, back, { app.open { GuideModel(app) } }) { app.open { TypeKeyModel(app) } }
        is TypeKeyModel -> TypeKeyScreen(model, back)
        is GuideModel -> GuideScreen(model, back)
        is HelpModel -> HelpScreen(model, back)
        is ChecklistModel -> ChecklistScreen(model, back)
        is CorrectionModel -> CorrectionScreen(model, back)
        is EnrolmentModel -> EnrolmentScreen(model, back)
        is BackupModel -> BackupScreen(model, back) { app.open { RestoreModel(app, rehearsing = true) } }
        is OtherDevicesModel -> OtherDevicesScreen(model, back)
        is AutomaticBackupModel -> AutomaticBackupScreen(model, back)
        is RestoreModel -> RestoreScreen(model, back)
        is RehearsalModel -> RehearsalScreen(model, back)
        is CredentialCheckModel -> CredentialCheckScreen(model, back)
        is MoveModel -> MoveScreen(model, back)
        is ExportModel -> ExportScreen(model, back)
        is TrashModel -> TrashScreen(model, back)
        is SettingsModel -> SettingsScreen(model, back, remember(model) { OpenFromSettings(app) })
        is PasswordModel -> PasswordScreen(model, back) { app.open { RekeyModel(app) } }
        is RekeyModel -> RekeyScreen(model, back)
        is AboutModel -> AboutScreen(model, back)
        is EditModel -> EditScreen(model, back)
        is ShareModel -> ShareScreen(model, back)
        is RecoveryModel -> RecoveryCheckScreen(model, back)
        is HandOverModel -> HandOverScreen(model, back)
        is HealthModel -> HealthScreen(model, back) { app.open { BackupModel(app) } }
        // A test holds that every model is named here.
        else -> error(model::class)
    }
}

/** Shows the app's short messages, one after the other, on the screen that is on top. */
@Composable
private fun Messages(app: AppModel, host: SnackbarHostState) {
    val message = app.message
    val undo = say("action-undo")
    LaunchedEffect(message) {
        if (message == null) return@LaunchedEffect
        val result = host.showSnackbar(message.text, if (message.undo == null) null else undo)
        if (result == SnackbarResult.ActionPerformed) message.undo?.invoke()
        if (app.message === message) app.message = null
    }
}
