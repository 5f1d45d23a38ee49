package app.aikotoba.ui.enrol

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.BackupStanding
import app.aikotoba.core.CodeFace
import app.aikotoba.core.DraftConsent
import app.aikotoba.core.Enrolment
import app.aikotoba.core.EnrolmentStage
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.copyCode
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
        if ((state.stage as? EnrolmentStage.Draft)?.consent == DraftConsent.GIVEN) commit()
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
            try {
                off(block)
            } finally {
                // What failed may have taken hold all the same.
                app.changed()
                refresh()
            }
        }

    val open = OpenFromEnrolment(app)

    fun commit() = step { enrolment.commit(vault, now) }

    /** Keeps it, and puts the one with an older code of the same page into the trash. */
    fun replace(older: AccountId) = step { enrolment.commitInPlaceOf(older, vault, now) }

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

    fun switchGuide() {
        guideShown = !guideShown
    }
}
