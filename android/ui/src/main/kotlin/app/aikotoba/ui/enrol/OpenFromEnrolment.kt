package app.aikotoba.ui.enrol

import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.SettingsPage
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.clock.CorrectionModel
import app.aikotoba.ui.guide.GuideModel
import app.aikotoba.ui.scan.ScanModel

/** Navigation from adding an account. */
class OpenFromEnrolment(private val app: AppModel) {
    fun list() {
        app.guides.left()
        app.showCodes()
    }

    fun clock() = app.platform.openSettings(SettingsPage.DATE_AND_TIME)

    fun correction() = app.push(CorrectionModel(app))

    fun scan() = over { ScanModel(app) }

    fun guide() = over { GuideModel(app) }

    fun backup() = over { BackupModel(app) }

    private fun over(make: () -> Model) {
        app.showCodes()
        app.open(make)
    }
}
