package app.aikotoba.ui.health

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Saying
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model

/** A vault that is damaged, or older than what was seen last. */
class HealthModel(app: AppModel, val older: Boolean) : Model(app) {
    var damages by mutableStateOf<List<Saying>>(emptyList())
        private set
    var repaired by mutableStateOf(false)
        private set

    init {
        if (!older) act { damages = off { vault.healthState().damages } }
    }

    fun repair() =
        act {
            off { vault.repair() }
            app.changed()
            repaired = true
        }

    fun acceptOlder() =
        quietly {
            app.acceptOlder()
            app.back()
        }
}
