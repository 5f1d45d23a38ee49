package app.aikotoba.ui

/** Makes a device key; `null` if the device gave none. */
internal suspend fun AppModel.makeDeviceKey(): ByteArray? = platform.deviceKeys?.make(keyPrompt).bytes

/** Asks the device for its key; `null` if the device gave none. */
internal suspend fun AppModel.fetchDeviceKey(): ByteArray? = platform.deviceKeys?.fetch(keyPrompt).bytes

private val AppModel.keyPrompt get() = KeyPrompt(speech.say("unlock-prompt"), speech.say("unlock-cancel"))

private val KeyAnswer?.bytes get() = (this as? KeyAnswer.Key)?.bytes
