package app.aikotoba.ui.health

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.BannerLead
import app.aikotoba.core.PhraseValue
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model

/** A vault that is damaged, older than the one opened last, or another one; [lead] says which. */
class HealthModel(app: AppModel, val lead: BannerLead) : Model(app) {
    /** Whether the person is asked if this is the right vault. */
    val isQuestion = lead != BannerLead.REPAIR
    var damages by mutableStateOf<List<PhraseValue>>(emptyList())
        private set
    var repaired by mutableStateOf(false)
        private set

    init {
        if (!isQuestion) load { damages = inBackground { vault.healthState().damages } }
    }

    fun repair() =
        act {
            change { vault.repair() }
            repaired = true
        }

    fun accept() =
        quietly {
            app.acceptVault()
            later()
        }

    /** Continues to the list, and shows what came from outside. */
    fun later() {
        app.showCodes()
        app.showPending()
    }

    override fun stepBack(): Boolean {
        if (isQuestion) later()
        return isQuestion
    }
}
