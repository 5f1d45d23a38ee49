package app.aikotoba.ui.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.core.Phrase
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.Mark
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** What the app is and promises, and the software that it uses. */
@Composable
fun AboutScreen(model: AboutModel, onBack: () -> Unit) =
    Frame(say("about-title"), onBack) { modifier ->
        Page(modifier) {
            Row(horizontalArrangement = Arrangement.spacedBy(16.dp), verticalAlignment = Alignment.CenterVertically) {
                Mark(64.dp)
                Column {
                    Text(say("app-name"), style = MaterialTheme.typography.headlineSmall)
                    Text(say("about-version", "version" to model.state.version), style = MaterialTheme.typography.bodyMedium)
                }
            }
            for (promise in model.state.promises) {
                Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                    Icon(Icons.check, null, Modifier.size(22.dp), tint = MaterialTheme.colorScheme.primary)
                    Text(say(Phrase.OfPromise(promise)), style = MaterialTheme.typography.bodyLarge)
                }
            }
            Section(say("about-licences")) {
                Text(say("about-licences-why"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
                for ((name, licence) in model.state.licences) {
                    Column {
                        Text(name, style = MaterialTheme.typography.bodyMedium)
                        Text(licence, style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
                    }
                }
            }
        }
    }
