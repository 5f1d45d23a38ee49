package app.aikotoba.ui.backup

import app.aikotoba.core.BackupByRequests
import app.aikotoba.core.BackupStep
import app.aikotoba.core.PlaceAnswer
import app.aikotoba.core.PlaceRequest
import app.aikotoba.ui.BackupDestination
import app.aikotoba.ui.BackupDocument
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.FolderFailure
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext
import java.io.File

/** A backup in a folder that only the shell can access. The shell transfers the bytes; the core decides what is done and in which order. */
internal class SaveByRequests(private val backup: BackupByRequests, private val folder: BackupFolder) : BackupSave {
    override fun cancel() = backup.cancel()

    override suspend fun run(work: CoroutineDispatcher, onStep: (BackupStep, Float) -> Unit) =
        withContext(work) {
            prove(onStep)
            backup.finish().warnings
        }

    /** Writes the backup and reads it back, without recording it as saved. */
    fun prove(onStep: (BackupStep, Float) -> Unit) {
        fun tell() = onStep(backup.step(), (backup.progress() ?: 0.0).toFloat())
        folder.carryOutAll { answer ->
            tell()
            backup.next(answer)?.also { tell() }
        }
    }
}

/** A folder in memory, for a backup that is verified here before another app gets it. */
internal class InMemoryFolder : BackupFolder {
    val files = LinkedHashMap<String, ByteArray>()
    override val name = ""
    override val path: File? = null

    override fun create(name: String, content: ByteArray) {
        if (name in files) throw FolderFailure(FolderFailure.Reason.TAKEN)
        files[name] = content
    }

    override fun read(name: String, most: Int): ByteArray {
        val content = find(name)
        if (content.size > most) throw FolderFailure(FolderFailure.Reason.TOO_LARGE)
        return content
    }

    override fun rename(from: String, to: String) {
        create(to, find(from))
        files.remove(from)
    }

    override fun replace(fresh: String, name: String, former: String) {
        rename(name, former)
        rename(fresh, name)
    }

    override fun list(): List<String> = files.keys.toList()

    override fun remove(name: String) {
        find(name)
        files.remove(name)
    }

    private fun find(name: String) = files[name] ?: throw FolderFailure(FolderFailure.Reason.MISSING)
}

/** Carries out the core's requests, each with the answer to the one before, until there is none. */
internal fun BackupDestination.carryOutAll(next: (PlaceAnswer?) -> PlaceRequest?) {
    var answer: PlaceAnswer? = null
    while (true) answer = carryOut(next(answer) ?: return)
}

/** Carries out a request of the core. */
internal fun BackupDestination.carryOut(request: PlaceRequest): PlaceAnswer =
    try {
        when (this) {
            is BackupFolder -> carryOutInFolder(request)
            is BackupDocument -> carryOutOnDocument(request)
        }
    } catch (failure: FolderFailure) {
        PlaceAnswer.Failed(failure.why.cause)
    }

private fun BackupFolder.carryOutInFolder(request: PlaceRequest): PlaceAnswer =
    when (request) {
        is PlaceRequest.Create -> create(request.name, request.content).let { PlaceAnswer.Done }
        is PlaceRequest.Read -> PlaceAnswer.Content(read(request.name, request.most.toInt()))
        is PlaceRequest.Overwrite -> throw FolderFailure(FolderFailure.Reason.DENIED)
        is PlaceRequest.Rename -> rename(request.from, request.to).let { PlaceAnswer.Done }
        is PlaceRequest.List -> PlaceAnswer.Names(list())
        is PlaceRequest.Remove -> remove(request.name).let { PlaceAnswer.Done }
    }

/** The core requests nothing else of a document. */
private fun BackupDocument.carryOutOnDocument(request: PlaceRequest): PlaceAnswer =
    when (request) {
        is PlaceRequest.Read -> PlaceAnswer.Content(read(request.most.toInt()))
        is PlaceRequest.Overwrite -> overwrite(request.content).let { PlaceAnswer.Done }
        else -> throw FolderFailure(FolderFailure.Reason.DENIED)
    }
