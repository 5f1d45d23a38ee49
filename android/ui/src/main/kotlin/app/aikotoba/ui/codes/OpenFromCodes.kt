package app.aikotoba.ui.codes

import app.aikotoba.core.AccountId
import app.aikotoba.core.BannerLead
import app.aikotoba.core.Enrolment
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.SettingsPage
import app.aikotoba.ui.account.EditModel
import app.aikotoba.ui.account.ShareModel
import app.aikotoba.ui.backup.AutomaticBackupModel
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.checklist.ChecklistModel
import app.aikotoba.ui.clock.CorrectionModel
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.exporting.ExportModel
import app.aikotoba.ui.guide.GuideModel
import app.aikotoba.ui.health.HealthModel
import app.aikotoba.ui.help.HelpModel
import app.aikotoba.ui.moving.MoveModel
import app.aikotoba.ui.rehearsal.CredentialCheckModel
import app.aikotoba.ui.rehearsal.RehearsalModel
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.settings.AboutModel
import app.aikotoba.ui.settings.SettingsModel
import app.aikotoba.ui.start.HandOverModel
import app.aikotoba.ui.start.RecoveryModel
import app.aikotoba.ui.trash.TrashModel

/** Navigation from the list. */
class OpenFromCodes(private val app: AppModel, private val codes: CodesModel) {
    fun scan() = adding { app.open { ScanModel(app) } }

    /** Before another account is added, the person sets up a way to open the vault without this device. */
    private fun adding(add: () -> Unit) =
        codes.asking {
            when (val first = app.vault.handOverBeforeAdding()) {
                null -> add()
                else -> app.push(HandOverModel(app, first))
            }
        }

    fun guide() = app.open { GuideModel(app) }

    fun checklist() = codes.asking { app.push(ChecklistModel(app)) }

    fun help() = app.open { HelpModel(app) }

    /** The guide that was begun and not finished. */
    val guideState get() = app.guides.state

    fun backup() = app.open { BackupModel(app) }

    fun restore() = adding { app.open { RestoreModel(app) } }

    fun move() = app.open { MoveModel(app) }

    fun export() = codes.asking { app.push(ExportModel(app)) }

    fun trash() = app.open { TrashModel(app) }

    fun settings() = app.open { SettingsModel(app) }

    fun about() = app.open { AboutModel(app) }

    fun lock() = app.lock()

    fun edit(id: AccountId) = app.open { EditModel(app, id) }

    fun share(id: AccountId) = app.open { ShareModel(app, id) }

    fun finish(id: AccountId) = app.open { EnrolmentModel(app, Enrolment.resume(app.vault, id)) }

    /** Opens the screen that a banner leads to. */
    fun follow(lead: BannerLead) =
        when (lead) {
            BannerLead.REPAIR, BannerLead.ACCEPT_OLDER, BannerLead.ACCEPT_OTHER -> app.open { HealthModel(app, lead) }
            BannerLead.DEVICE_CLOCK -> app.platform.openSettings(SettingsPage.DATE_AND_TIME)
            BannerLead.CLOCK_CORRECTION -> app.push(CorrectionModel(app))
            BannerLead.BACKUP -> backup()
            BannerLead.AUTOMATIC_BACKUP -> app.open { AutomaticBackupModel(app) }
            BannerLead.HAND_OVER -> codes.asking { app.vault.handOverState(app.platform.wallMillis())?.let { app.push(HandOverModel(app, it)) } }
            BannerLead.RECOVERY_CHECK -> app.open { RecoveryModel(app) }
            BannerLead.UNCONFIRMED -> codes.showUnconfirmed()
            BannerLead.REHEARSAL -> app.open { RehearsalModel(app) }
            BannerLead.CREDENTIAL_CHECK -> app.open { CredentialCheckModel(app) }
        }
}
