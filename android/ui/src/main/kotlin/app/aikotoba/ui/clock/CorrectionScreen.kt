package app.aikotoba.ui.clock

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import kotlin.math.absoluteValue

/** Corrects the clock for codes, by half a minute at each touch. */
@Composable
fun CorrectionScreen(model: CorrectionModel, onBack: () -> Unit) =
    Frame(say("correction-title"), onBack) { modifier ->
        Page(modifier) {
            Text(say("correction-why"), style = MaterialTheme.typography.bodyLarge)
            val shift = model.seconds
            Card {
                val way = if (shift > 0) "later" else "earlier"
                val sentence = if (shift == 0) say("correction-none") else say("correction-now", "seconds" to shift.absoluteValue, "way" to way)
                Text(sentence, style = MaterialTheme.typography.titleMedium)
            }
            MainButton(say("correction-later"), model::later, icon = Icons.clock, tag = "later")
            MainButton(say("correction-earlier"), model::earlier, icon = Icons.clock, tag = "earlier")
            if (shift != 0) QuietButton(say("correction-off"), model::turnOff, tag = "correction-off")
        }
    }
