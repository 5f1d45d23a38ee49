package app.aikotoba.ui.backup

import app.aikotoba.core.BackupStep
import app.aikotoba.core.FolderBackup
import app.aikotoba.core.PhraseValue
import app.aikotoba.core.Vault
import app.aikotoba.ui.BackupFolder
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext

/** A backup that is being saved. The core does it; the shell only accesses files. */
internal sealed interface Saving {
    fun cancel()

    /** Saves the backup. Returns warnings about a backup that is saved. */
    suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit): List<PhraseValue>

    companion object {
        fun into(folder: BackupFolder, vault: Vault, password: String, now: Long): Saving {
            val path = folder.path
            return if (path != null) {
                InFolder(vault.backUpToFolder(path.path, password, now))
            } else {
                CarriedSaving(vault.backUpCarried(password, now), folder)
            }
        }
    }
}

/** The core accesses the folder itself. */
private class InFolder(private val backup: FolderBackup) : Saving {
    override fun cancel() = backup.cancel()

    override suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit) =
        withContext(work) {
            do onStep(backup.step(), (backup.progress() ?: 0.0).toFloat()) while (backup.advance())
            backup.finish().warnings
        }
}
