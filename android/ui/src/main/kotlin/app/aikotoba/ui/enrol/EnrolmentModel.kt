package app.aikotoba.ui.enrol

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.BackupStanding
import app.aikotoba.core.CodeFace
import app.aikotoba.core.Enrolment
import app.aikotoba.core.EnrolmentStage
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.SettingsPage
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.copyCode
import app.aikotoba.ui.scan.ScanModel
import kotlinx.coroutines.delay

/** An account on its way in, until the site has taken its code. */
class EnrolmentModel(app: AppModel, private val enrolment: Enrolment) : Model(app) {
    var state by mutableStateOf(enrolment.state(app.vault, app.platform.wallMillis()))
        private set
    var guideShown by mutableStateOf(false)
        private set

    /** Whether this is the moment to offer the first backup. */
    val backupMissing get() = vault.backupState(now).standing == BackupStanding.MISSING

    private val face
        get() =
            when (val stage = state.stage) {
                is EnrolmentStage.Unconfirmed -> stage.face
                is EnrolmentStage.Refused -> stage.face
                is EnrolmentStage.Draft, is EnrolmentStage.Confirmed -> null
            }

    init {
        // Nothing speaks against it: the code is what the person came for.
        if ((state.stage as? EnrolmentStage.Draft)?.cautions?.isEmpty() == true) commit()
    }

    suspend fun watch() {
        while (true) {
            delay(250)
            if (face is CodeFace.Shown) refresh()
        }
    }

    private fun refresh() = quietly { state = enrolment.state(vault, now) }

    private fun step(block: () -> Unit) =
        act {
            off(block)
            app.changed()
            state = enrolment.state(vault, now)
        }

    fun commit() = step { enrolment.commit(vault, now) }

    fun take() = step { enrolment.takeNextCode(vault) }

    fun accepted() = step { enrolment.confirm(vault, now) }

    fun refused() = step { enrolment.refused(vault, app.clock.evidence(), now) }

    fun nextDoubt() = step { enrolment.nextDoubt(vault) }

    fun tryAgain() = step { enrolment.tryAgain(vault) }

    fun cancel() =
        act {
            off { enrolment.giveUp(vault, now) }
            app.changed()
            app.toCodes()
        }

    fun copy() = quietly { enrolment.account()?.let { vault.codeToCopy(it, now) }?.let { app.copyCode(it) } }

    fun openClock() = platform.openSettings(SettingsPage.DATE_AND_TIME)

    fun scanAgain() {
        app.toCodes()
        app.push(ScanModel(app))
    }

    fun toBackup() {
        app.toCodes()
        app.push(BackupModel(app))
    }

    fun leave() = app.toCodes()

    fun switchGuide() {
        guideShown = !guideShown
    }
}
