package app.aikotoba.ui.help

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.LineField
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.say

/** All questions and answers, which can be searched. They are in the app, because it does not use the network. */
@Composable
fun HelpScreen(model: HelpModel, onBack: () -> Unit) =
    Frame(say("topics-title"), onBack) { modifier ->
        Page(modifier) {
            LineField(say("topics-search"), model.query, model::search, tag = "topics-search")
            if (model.found.isEmpty()) Text(say("topics-none"))
            Questions(model.found)
        }
    }
