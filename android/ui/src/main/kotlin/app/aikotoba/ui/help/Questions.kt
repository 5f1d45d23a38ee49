package app.aikotoba.ui.help

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.HelpTopic
import app.aikotoba.core.helpAnswer
import app.aikotoba.core.helpQuestion
import app.aikotoba.core.helpTopics
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.say

/** The questions that a screen answers. */
@Composable
fun Questions(place: HelpPlace) = Questions(remember(place) { helpTopics(place) })

/** Questions, each with its answer below it after a touch. */
@Composable
fun Questions(topics: List<HelpTopic>) {
    var open by remember(topics) { mutableStateOf<HelpTopic?>(null) }
    for (topic in topics) {
        TextAction(say(helpQuestion(topic)), { open = topic.takeIf { it != open } }, tag = "topic-${topic.name}")
        if (open == topic) Card { Text(say(helpAnswer(topic)), style = MaterialTheme.typography.bodyLarge) }
    }
}
