package app.aikotoba.ui.settings

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.core.Phrase
import app.aikotoba.core.SettingRow
import app.aikotoba.core.SettingSection
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** All settings, each with its present value. */
@Composable
fun SettingsScreen(model: SettingsModel, onBack: () -> Unit, open: OpenFromSettings) =
    Frame(say("settings-title"), onBack) { modifier ->
        var choosing by remember { mutableStateOf<SettingRow?>(null) }
        Page(modifier) {
            model.errorText?.let { ErrorPanel(it) }
            val (look, safety) = model.state.rows.partition { it.section == SettingSection.LOOK }
            Section(say("settings-section-look")) {
                for (row in look) Line(say(Phrase.OfSetting(row.setting)), say(row.value), "setting-${row.setting.name.lowercase()}") { choosing = row }
            }
            Section(say("settings-section-safety")) {
                for (row in safety) Line(say(Phrase.OfSetting(row.setting)), say(row.value), "setting-${row.setting.name.lowercase()}") { choosing = row }
                DeviceKeyLine(model)
                Line(say("settings-password"), null, "change-password", open::password)
                Line(say("settings-recovery"), null, "recovery", open::recovery)
                Line(say("correction-title"), null, "correction", open::correction)
            }
            Section(say("settings-section-data")) {
                Line(say("menu-backup"), null, "backup", open::backup)
                Line(say("menu-restore"), null, "restore", open::restore)
                Line(say("menu-about"), null, "about", open::about)
            }
        }
        choosing?.let { row -> SettingChoices(row, model) { choosing = null } }
    }

@Composable
private fun DeviceKeyLine(model: SettingsModel) {
    val status =
        when {
            !model.deviceKeyOffered -> say("settings-device-key-not-offered")
            model.deviceKeyUsed -> say("settings-device-key-on")
            else -> say("settings-device-key-off")
        }
    Line(say("settings-device-key"), status, "device-key", if (model.deviceKeyOffered) ({ model.switchDeviceKey() }) else null)
}

@Composable
internal fun Section(title: String, content: @Composable ColumnScope.() -> Unit) =
    Column(Modifier.fillMaxWidth().padding(bottom = 8.dp)) {
        Text(
            title,
            Modifier.padding(bottom = 4.dp).semantics { heading() },
            style = MaterialTheme.typography.titleSmall,
            color = MaterialTheme.colorScheme.primary,
        )
        content()
        HorizontalDivider(Modifier.padding(top = 8.dp))
    }

@Composable
internal fun Line(title: String, value: String?, tag: String, onClick: (() -> Unit)?) =
    Row(
        Modifier.fillMaxWidth().heightIn(min = 56.dp).then(if (onClick == null) Modifier else Modifier.clickable(onClick = onClick)).tagged(tag).padding(vertical = 6.dp),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Column(Modifier.weight(1f)) {
            Text(title, style = MaterialTheme.typography.bodyLarge)
            if (value != null) Text(value, style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
        }
        if (onClick != null) Icon(Icons.next, null, Modifier.size(18.dp), tint = MaterialTheme.colorScheme.outline)
    }

@Composable
private fun SettingChoices(row: SettingRow, model: SettingsModel, onClose: () -> Unit) =
    AlertDialog(
        onClose,
        title = { Text(say(Phrase.OfSetting(row.setting))) },
        text = {
            Column(Modifier.verticalScroll(rememberScrollState())) {
                for (value in row.choices) {
                    Row(
                        Modifier.fillMaxWidth().heightIn(min = 52.dp).selectable(value == row.value, role = Role.RadioButton) {
                            model.choose(row.setting, value)
                            onClose()
                        }.tagged(value),
                        verticalAlignment = Alignment.CenterVertically,
                        horizontalArrangement = Arrangement.spacedBy(12.dp),
                    ) {
                        RadioButton(value == row.value, null)
                        Text(say(value), style = MaterialTheme.typography.bodyLarge)
                    }
                }
            }
        },
        confirmButton = { TextAction(say("action-close"), onClose) },
    )
