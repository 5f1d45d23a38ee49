package app.aikotoba.ui.backup

import app.aikotoba.core.BackupStep
import app.aikotoba.core.CarriedBackup
import app.aikotoba.core.CarriedFile
import app.aikotoba.core.PlaceTrouble
import app.aikotoba.core.Saying
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.LARGEST_FILE
import app.aikotoba.ui.direct
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope

/** The shell carries the bytes to a place that only it reaches, and back. */
internal class Carried(private val backup: CarriedBackup, private val folder: BackupFolder) : Saving {
    override fun cancel() = backup.cancel()

    override suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit) =
        coroutineScope {
            fun at(step: BackupStep) = onStep(step, (backup.progress() ?: 0.0).toFloat())
            at(BackupStep.SEALING)
            val sealed = async(work) { backup.seal() }.await()
            at(BackupStep.WRITING)
            async(work) { place { folder.create(sealed.name, sealed.sealed) } }.await()
            at(BackupStep.PROVING)
            val name = async(work) { proved(sealed.name, sealed.sealed.size) }.await()
            at(BackupStep.KEEPING)
            async(work) { keep(sealed.name, name) }.await()
        }

    /** What can't be proved is removed: nothing that looks like a backup is left. */
    private fun proved(name: String, size: Int): String {
        var isProved = false
        try {
            val readBack = place { folder.read(name, size + 1) }
            return backup.prove(readBack.direct()).also { isProved = true }
        } finally {
            if (!isProved) runCatching { folder.remove(name) }
        }
    }

    /** From its name on the backup is saved: a place that can't be tidied up does not change that. */
    private fun keep(temporary: String, name: String): List<Saying> {
        name(temporary, name)
        val others = tried { folder.list() }.orEmpty().filter { it != name }
        val older = backup.older(others).mapNotNull { file -> tried { CarriedFile(file, folder.read(file, LARGEST_FILE)) } }
        val outcome = backup.kept(older)
        for (dropped in outcome.dropped) tried { folder.remove(dropped) }
        return outcome.warnings
    }

    /** Whatever the place answers, what stands under the name decides. */
    private fun name(temporary: String, name: String) {
        try {
            folder.rename(temporary, name)
        } catch (failure: FolderFailure) {
            if (tried { backup.isInPlace(folder.read(name, LARGEST_FILE).direct()) } == true) return
            tried { folder.remove(temporary) }
            throw backup.placeFailed(troubleOf(failure.why))
        }
    }

    private fun <T> tried(block: () -> T): T? =
        try {
            block()
        } catch (_: FolderFailure) {
            null
        }

    private fun <T> place(block: () -> T): T =
        try {
            block()
        } catch (failure: FolderFailure) {
            throw backup.placeFailed(troubleOf(failure.why))
        }

    private fun troubleOf(why: FolderFailure.Why) =
        when (why) {
            FolderFailure.Why.GONE -> PlaceTrouble.GONE
            FolderFailure.Why.MISSING -> PlaceTrouble.MISSING
            FolderFailure.Why.TAKEN -> PlaceTrouble.TAKEN
            FolderFailure.Why.FULL -> PlaceTrouble.FULL
            FolderFailure.Why.DENIED -> PlaceTrouble.DENIED
            FolderFailure.Why.TOO_LARGE, FolderFailure.Why.NAME, FolderFailure.Why.DEVICE -> PlaceTrouble.DEVICE
        }
}
