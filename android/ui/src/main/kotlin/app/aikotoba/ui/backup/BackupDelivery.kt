package app.aikotoba.ui.backup

import app.aikotoba.core.BackupDelivery
import app.aikotoba.core.BackupStep
import app.aikotoba.core.Failure
import app.aikotoba.core.PlaceAnswer
import app.aikotoba.core.PlaceFailure
import app.aikotoba.core.backupDelivery
import app.aikotoba.ui.BackupDestination
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.Platform
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/**
 * The app and a background job of the same process carry one after the other. It is held on a background thread only: whoever waits for it
 * must not depend on the main thread of the one that carries.
 */
private val carrying = Mutex()

/**
 * Carries the prepared backup to its place, if there is one. It needs neither the vault's key nor a password. Returns whether it failed and
 * is to be tried again later; why is recorded next to the vault's file.
 */
suspend fun Platform.deliverBackup(work: CoroutineDispatcher): Boolean =
    try {
        carryPrepared(work) {}
        false
    } catch (_: Failure) {
        true
    }

/** The same, and throws the [Failure]. */
internal suspend fun Platform.carryPrepared(work: CoroutineDispatcher, onStep: (BackupStep) -> Unit) =
    withContext(work) {
        carrying.withLock {
            backupDelivery(vault.path)?.use { delivery ->
                carry(delivery, backupPlace()?.takeIf { it.address == delivery.place()?.address }, wallMillis(), onStep)
            } ?: Unit
        }
    }

/** Carries to a place, which is `null` if it is not accessible. */
private fun carry(delivery: BackupDelivery, place: BackupDestination?, now: Long, onStep: (BackupStep) -> Unit) {
    (place as? BackupFolder)?.path?.let { return delivery.carryToFolder(it.path, now) }
    var answer: PlaceAnswer? = null
    while (true) {
        val request = delivery.next(answer, now) ?: return
        delivery.step()?.let(onStep)
        answer = place?.carryOut(request) ?: PlaceAnswer.Failed(PlaceFailure.GONE)
    }
}
