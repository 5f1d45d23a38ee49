package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Setting
import app.aikotoba.core.SettingSwitch
import app.aikotoba.core.SettingsState
import app.aikotoba.core.Vault
import app.aikotoba.core.Words
import app.aikotoba.core.chooseBeforeUnlocking
import app.aikotoba.core.languageTag
import app.aikotoba.core.settingsBeforeUnlocking

/** The settings in effect and their language: those of the vault if it is unlocked, otherwise those stored outside of it. */
class AppPreferences(private val platform: Platform, private val memory: ShellMemory) {
    var settings: SettingsState by mutableStateOf(settingsBeforeUnlocking(memory.earlySettings))
        private set
    var speech: MessageTexts by mutableStateOf(speechOf(settings))
        private set

    init {
        apply(settings)
    }

    /** Reads the settings of the vault. */
    fun readFrom(vault: Vault) {
        memory.earlySettings = vault.earlySettings()
        apply(vault.settingsState())
    }

    /** Stores a choice while there is no vault yet. */
    fun chooseEarly(setting: Setting, value: String) {
        memory.earlySettings = chooseBeforeUnlocking(memory.earlySettings, setting, value)
        apply(settingsBeforeUnlocking(memory.earlySettings))
    }

    fun deviceChanged() {
        speech = speechOf(settings)
    }

    private fun apply(state: SettingsState) {
        settings = state
        speech = speechOf(state)
        platform.allowScreenshots(state.settings.screenshots == SettingSwitch.ON)
        platform.applyLanguage(languageTag(state.settings.language))
    }

    private fun speechOf(state: SettingsState) = MessageTexts(Words.ofChoice(state.settings.language, platform.deviceLanguage()))
}
