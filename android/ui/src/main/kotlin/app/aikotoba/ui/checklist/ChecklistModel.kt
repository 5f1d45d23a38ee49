package app.aikotoba.ui.checklist

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.BackupMethod
import app.aikotoba.core.SetupNote
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.guide.GuideModel
import app.aikotoba.ui.start.HandOverModel
import app.aikotoba.ui.start.RecoveryModel

/** What is done and what remains to be done, from the first code to the first backup. */
class ChecklistModel(app: AppModel) : Model(app) {
    var state by mutableStateOf(app.vault.checklistState())
        private set

    private fun refresh() = quietly { state = vault.checklistState() }

    /** Notes the site's second way to log in; `null` removes the note. */
    fun register(id: AccountId, method: BackupMethod?) = note(id, SetupNote.BackupMethod(method))

    fun turnedOn(id: AccountId) = note(id, SetupNote.TurnedOn)

    fun notTurnedOn(id: AccountId) = note(id, SetupNote.NotTurnedOn)

    private fun note(id: AccountId, note: SetupNote) = changing(::refresh) { vault.recordSetup(id, note) }

    /**
     * Opens the screen for the recovery code or a password if nothing else opens the vault; otherwise the question for a group of the
     * recovery code.
     */
    fun recovery() =
        quietly {
            when (val first = vault.handOverDue()) {
                null -> app.push(RecoveryModel(app))
                else -> app.push(HandOverModel(app, first))
            }
        }

    /** The guide that was begun and not finished. */
    val guide get() = app.guides.state

    fun continueGuide() = app.push(GuideModel(app))

    fun backup() = app.push(BackupModel(app))

    override fun shownAgain() = refresh()
}
