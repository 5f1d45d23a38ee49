package app.aikotoba.ui.help

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model

/** The questions and answers, and a search in them. */
class HelpModel(app: AppModel) : Model(app) {
    var query by mutableStateOf("")
        private set
    var found by mutableStateOf(app.speech.searchHelp(""))
        private set

    override val isGuarded get() = false

    fun search(text: String) {
        query = text
        found = app.speech.searchHelp(text)
    }
}
