package app.aikotoba.ui.settings

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Setting
import app.aikotoba.core.SettingsState
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.clock.CorrectionModel
import app.aikotoba.ui.direct
import app.aikotoba.ui.makeDeviceKey
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.start.RecoveryModel

/** The settings. */
class SettingsModel(app: AppModel) : Model(app) {
    val state: SettingsState get() = app.settings
    var deviceKeyOffered by mutableStateOf(true)
        private set
    var deviceKeyUsed by mutableStateOf(false)
        private set

    init {
        load { deviceKeyOffered = inBackground { app.deviceKeyOffered } }
        refresh()
    }

    private fun refresh() = quietly { deviceKeyUsed = vault.hasDeviceKey() }

    fun choose(setting: Setting, value: String) =
        act {
            change { vault.chooseSetting(setting, value) }
            app.refreshSettings()
        }

    /** Turns unlocking with the device's lock on or off. */
    fun switchDeviceKey() =
        act {
            if (deviceKeyUsed) forgetKey() else makeKey()
            refresh()
        }

    private suspend fun makeKey() {
        val key = app.makeDeviceKey(vault.deviceKeyBinding()) ?: return keyNotGiven()
        change { vault.setDeviceKey(key.direct(), now) }
        key.fill(0)
    }

    private suspend fun forgetKey() {
        change {
            vault.removeDeviceKeys()
            platform.deviceKeys?.forget()
        }
    }
}

/** Navigation from the settings. */
class OpenFromSettings(private val app: AppModel) {
    fun password() = app.open { PasswordModel(app) }

    fun recovery() = app.open { RecoveryModel(app) }

    fun correction() = app.push(CorrectionModel(app))

    fun backup() = app.open { BackupModel(app) }

    fun restore() = app.open { RestoreModel(app) }

    fun about() = app.open { AboutModel(app) }
}
