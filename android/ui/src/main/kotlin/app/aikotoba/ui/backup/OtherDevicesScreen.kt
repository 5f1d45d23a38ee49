package app.aikotoba.ui.backup

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.aikotoba.core.OtherDeviceRow
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say

/** What other devices saved into the backup folder. */
@Composable
fun OtherDevicesScreen(model: OtherDevicesModel, onBack: () -> Unit) =
    Frame(say("devices-title"), onBack) { modifier ->
        Page(modifier) {
            model.errorText?.let { ErrorPanel(it) }
            if (model.busy) Working(say("devices-reading"))
            val state = model.state ?: return@Page
            if (state.rows.isNotEmpty()) Text(say("devices-explain"), style = MaterialTheme.typography.bodyLarge)
            for (row in state.rows) DeviceCard(row, model)
            for (notice in state.notices) Note(LocalSpeech.current.say(notice))
        }
    }

@Composable
private fun DeviceCard(row: OtherDeviceRow, model: OtherDevicesModel) =
    Card(Modifier.tagged("device")) {
        val speech = LocalSpeech.current
        Text(speech.say(row.whose), style = MaterialTheme.typography.titleMedium)
        Text(
            say("plan-made", "time" to speech.time(row.made)),
            style = MaterialTheme.typography.bodySmall,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        QuietButton(say("devices-open"), { model.open(row) }, enabled = !model.busy, tag = "open-device")
    }
