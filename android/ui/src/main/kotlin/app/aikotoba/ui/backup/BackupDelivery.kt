package app.aikotoba.ui.backup

import app.aikotoba.core.BackupDelivery
import app.aikotoba.core.Failure
import app.aikotoba.core.PlaceAnswer
import app.aikotoba.core.PlaceFailure
import app.aikotoba.core.backupDelivery
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
 * Carries the prepared automatic backup to its place, if there is one. It needs neither the vault's key nor a password. Returns whether it
 * failed and is to be tried again later; why is recorded beside the vault.
 */
suspend fun Platform.deliverBackup(work: CoroutineDispatcher): Boolean =
    withContext(work) {
        carrying.withLock {
            backupDelivery(vault.path)?.use { delivery ->
                val folder = backupFolder()?.takeIf { it.address == delivery.place()?.address }
                try {
                    carry(delivery, folder, wallMillis())
                    false
                } catch (_: Failure) {
                    true
                }
            } ?: false
        }
    }

/** Carries into a folder, which is `null` if it is not accessible. */
private fun carry(delivery: BackupDelivery, folder: BackupFolder?, now: Long) {
    folder?.path?.let { return delivery.carryToFolder(it.path, now) }
    var answer: PlaceAnswer? = null
    while (true) {
        val request = delivery.next(answer, now) ?: return
        answer = folder?.carryOut(request) ?: PlaceAnswer.Failed(PlaceFailure.GONE)
    }
}
