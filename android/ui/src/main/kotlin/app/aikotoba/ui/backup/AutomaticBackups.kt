package app.aikotoba.ui.backup

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AutomaticBackupStep
import app.aikotoba.core.BackupPreparation
import app.aikotoba.core.Failure
import app.aikotoba.core.backupDelivery
import app.aikotoba.ui.AppModel
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull

/** Makes automatic backups while the vault is unlocked. The core decides what is done and when. */
class AutomaticBackups(private val app: AppModel) {
    private val vault get() = app.vault
    private val platform get() = app.platform
    private val changes = Channel<Unit>(Channel.CONFLATED)
    private var running by mutableIntStateOf(0)

    /** Whether one is being made or carried. */
    val isBusy get() = running > 0

    /** Begins to watch the vault. Nothing happens while it is locked. */
    fun start() {
        app.scope.launch {
            // A job that waited does not survive a restart of the device.
            val isLeft = platform.backgroundDelivery != null && inBackground { backupDelivery(platform.vault.path)?.close() != null }
            if (isLeft) platform.backgroundDelivery?.schedule()
            var wait: Long? = null
            while (true) {
                val pause = wait
                if (pause == null) changes.receive() else withTimeoutOrNull(pause) { changes.receive() }
                wait = go(next(isLeaving = false))
            }
        }
    }

    /** The vault was unlocked: records what became of the last backup, and makes the next one if it is due. */
    suspend fun opened() {
        record {
            vault.settleAutomaticBackup(platform.wallMillis())
            if (!platform.isVaultShared) vault.endCopiedAutomaticBackup(platform.wallMillis())
        }
    }

    /** The vault was changed, or a backup was asked for. */
    fun changed() {
        changes.trySend(Unit)
    }

    /** The app leaves the foreground, or is about to be locked or closed: makes a backup that is due now. What it needs is copied before this returns. */
    fun leave(): Job? {
        val step = next(isLeaving = true)
        if (!isWork(step)) return null
        val preparation = if (step == AutomaticBackupStep.Prepare) copied() else null
        return app.scope.launch { go(step, preparation) }
    }

    /** A background job ended. */
    suspend fun delivered() = record { vault.settleAutomaticBackup(platform.wallMillis()) }

    /** Takes all steps that are due. Returns how long to wait before asking again, in milliseconds; `null` until something changes. */
    private suspend fun go(first: AutomaticBackupStep?, copied: BackupPreparation? = null): Long? {
        var step = first
        var preparation = copied
        while (isWork(step)) {
            running += 1
            try {
                if (step == AutomaticBackupStep.Prepare) {
                    prepare(preparation ?: copied())
                    preparation = null
                    // If the vault was locked meanwhile, what was prepared is carried.
                    step = next(isLeaving = false) ?: AutomaticBackupStep.Carry
                } else {
                    carry()
                    step = next(isLeaving = false)
                }
            } finally {
                running -= 1
            }
        }
        return (step as? AutomaticBackupStep.Wait)?.millis?.toLong()
    }

    private fun isWork(step: AutomaticBackupStep?) = step == AutomaticBackupStep.Prepare || step == AutomaticBackupStep.Carry

    private suspend fun prepare(preparation: BackupPreparation?) {
        try {
            inBackground { preparation?.use { it.finish() } }
            platform.backgroundDelivery?.schedule()
        } catch (_: Failure) {
            // The core has recorded why.
            app.backupsChanged()
        }
    }

    private suspend fun carry() {
        if (!platform.deliverBackup(app.work)) platform.backgroundDelivery?.cancel()
        delivered()
    }

    /** The next step; `null` if the vault is locked. */
    private fun next(isLeaving: Boolean): AutomaticBackupStep? = ifUnlocked { vault.nextAutomaticBackupStep(platform.monotonicMillis(), isLeaving) }

    private fun copied(): BackupPreparation? = ifUnlocked { vault.automaticBackup(platform.wallMillis()) }

    /** Records something in the vault. What cannot be recorded now is recorded the next time. */
    private suspend fun record(block: () -> Unit) {
        inBackground { ifUnlocked(block) }
        app.backupsChanged()
    }

    private fun <T> ifUnlocked(block: () -> T): T? =
        try {
            if (vault.isUnlocked()) block() else null
        } catch (_: Failure) {
            null
        }

    private suspend fun <T> inBackground(block: () -> T): T = withContext(app.work) { block() }
}
