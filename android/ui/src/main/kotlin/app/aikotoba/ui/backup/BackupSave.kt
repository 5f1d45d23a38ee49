package app.aikotoba.ui.backup

import app.aikotoba.core.BackupPreparation
import app.aikotoba.core.BackupStep
import app.aikotoba.core.Failure
import app.aikotoba.core.FolderBackup
import app.aikotoba.core.PhraseValue
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.BackupDestination
import app.aikotoba.ui.BackupFolder
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext

/** A backup that is being saved. The core does it; the shell only accesses files. */
internal sealed interface BackupSave {
    fun cancel()

    /** Saves the backup. Returns warnings about a backup that is saved. */
    suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit): List<PhraseValue>

    companion object {
        fun into(place: BackupDestination, app: AppModel, password: String): BackupSave {
            val (vault, now) = app.vault to app.platform.wallMillis()
            val path = (place as? BackupFolder)?.path
            return when {
                path != null -> SaveToFolder(vault.backUpToFolder(path.path, password, now))
                place is BackupFolder -> SaveByRequests(vault.backUpByRequests(password, now), place)
                else -> SaveToDocument(vault.backUpToDocument(password, now), app)
            }
        }
    }
}

/** The backup is prepared next to the vault's file first. If writing the document is interrupted, it is carried again later. */
private class SaveToDocument(private val preparation: BackupPreparation, private val app: AppModel) : BackupSave {
    override fun cancel() = preparation.cancel()

    override suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit): List<PhraseValue> {
        onStep(BackupStep.SEALING, 0f)
        withContext(work) { preparation.use { it.finish() } }
        try {
            app.platform.carryPrepared(work) { onStep(it, HALF) }
        } catch (why: Failure) {
            app.platform.backgroundDelivery?.schedule()
            throw why
        } finally {
            app.automatic.delivered()
        }
        return emptyList()
    }

    private companion object {
        /** The progress when the backup is prepared. */
        const val HALF = 0.5f
    }
}

/** The core accesses the folder itself. */
private class SaveToFolder(private val backup: FolderBackup) : BackupSave {
    override fun cancel() = backup.cancel()

    override suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit) =
        withContext(work) {
            do onStep(backup.step(), (backup.progress() ?: 0.0).toFloat()) while (backup.advance())
            backup.finish().warnings
        }
}
