package app.aikotoba.ui.unlock

import app.aikotoba.core.DeviceKey
import app.aikotoba.core.UnlockWay
import app.aikotoba.core.Unlocking
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.DeviceKeyStatus
import app.aikotoba.ui.Platform
import app.aikotoba.ui.direct
import app.aikotoba.ui.fetchDeviceKey
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext

/** The status of the device key, as the core's type. Secure hardware is slow: not on the main thread. */
internal fun Platform.deviceKey() =
    when (deviceKeys?.status()) {
        DeviceKeyStatus.READY -> DeviceKey.READY
        DeviceKeyStatus.INVALIDATED -> DeviceKey.INVALIDATED
        DeviceKeyStatus.UNAVAILABLE -> DeviceKey.UNAVAILABLE
        DeviceKeyStatus.ABSENT, DeviceKeyStatus.NOT_OFFERED, null -> DeviceKey.ABSENT
    }

/** Starts unlocking by a way, with the typed text; `null` if the device gave no key. */
internal suspend fun AppModel.unlocking(way: UnlockWay?, typed: String): Unlocking? {
    val (tries, at) = memory.tries to platform.monotonicMillis()
    return when (way) {
        UnlockWay.PASSPHRASE -> vault.unlockWithPassword(typed, tries, at)
        UnlockWay.RECOVERY -> vault.unlockWithRecoveryCode(typed, tries, at)
        UnlockWay.DEVICE -> fetchDeviceKey()?.let { key -> vault.unlockWithDeviceKey(key.direct(), tries, at).also { key.fill(0) } }
        null -> null
    }
}

/**
 * Finishes an attempt, also if its screen is closed meanwhile. If the app was locked meanwhile, or has been invisible for too long, the
 * vault is locked again.
 *
 * @throws CancellationException if the vault was locked again
 */
internal suspend fun AppModel.finish(unlocking: Unlocking) {
    val before = locks
    withContext(NonCancellable) {
        try {
            withContext(work) {
                try {
                    unlocking.finish()
                } finally {
                    memory.tries = unlocking.tries()
                }
            }
        } finally {
            if (locks != before || isLockDue) vault.lock()
        }
    }
    if (!vault.isUnlocked()) throw CancellationException()
    currentCoroutineContext().ensureActive()
}
