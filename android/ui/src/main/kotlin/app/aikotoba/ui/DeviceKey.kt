package app.aikotoba.ui

import app.aikotoba.core.DeviceKeyBinding

/** Makes a device key with the core's binding; `null` if the device gave none. */
internal suspend fun AppModel.makeDeviceKey(binding: DeviceKeyBinding): ByteArray? = awaitingChoice { platform.deviceKeys?.make(keyPrompt, binding) }.bytes

/** Asks the device for its key; `null` if the device gave none. */
internal suspend fun AppModel.fetchDeviceKey(): ByteArray? = awaitingChoice { platform.deviceKeys?.fetch(keyPrompt) }.bytes

private val AppModel.keyPrompt get() = KeyPrompt(speech.say("unlock-prompt"), speech.say("unlock-cancel"))

private val KeyAnswer?.bytes get() = (this as? KeyAnswer.Key)?.bytes
