package app.aikotoba.ui.backup

import app.aikotoba.core.BackupStep
import app.aikotoba.core.CarriedBackup
import app.aikotoba.core.PlaceAnswer
import app.aikotoba.core.PlaceRequest
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.FolderFailure
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext

/** A backup in a folder that only the shell can access. The shell transfers the bytes; the core decides what is done and in which order. */
internal class CarriedSaving(private val backup: CarriedBackup, private val folder: BackupFolder) : Saving {
    override fun cancel() = backup.cancel()

    override suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit) =
        withContext(work) {
            var answer: PlaceAnswer? = null
            while (true) {
                onStep(backup.step(), (backup.progress() ?: 0.0).toFloat())
                val request = backup.next(answer) ?: break
                onStep(backup.step(), (backup.progress() ?: 0.0).toFloat())
                answer = folder.carryOut(request)
            }
            backup.finish().warnings
        }
}

private fun BackupFolder.carryOut(request: PlaceRequest): PlaceAnswer =
    try {
        when (request) {
            is PlaceRequest.Create -> create(request.name, request.content).let { PlaceAnswer.Done }
            is PlaceRequest.Read -> PlaceAnswer.Content(read(request.name, request.most.toInt()))
            is PlaceRequest.Rename -> rename(request.from, request.to).let { PlaceAnswer.Done }
            is PlaceRequest.List -> PlaceAnswer.Names(list())
            is PlaceRequest.Remove -> remove(request.name).let { PlaceAnswer.Done }
        }
    } catch (failure: FolderFailure) {
        PlaceAnswer.Failed(failure.why.trouble)
    }
