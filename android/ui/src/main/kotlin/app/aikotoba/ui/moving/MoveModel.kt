package app.aikotoba.ui.moving

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.ExportGuideState
import app.aikotoba.core.Failure
import app.aikotoba.core.Importing
import app.aikotoba.core.SealedFileRow
import app.aikotoba.core.exportGuides
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.Model
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.guide.GuideModel
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.scan.ScanModel

/** Moving from another app: which app, how it exports, its file and the file's password. The preview follows on another screen. */
class MoveModel(app: AppModel) : Model(app) {
    val guides = exportGuides()
    var guide by mutableStateOf<ExportGuideState?>(null)
        private set

    /** The encrypted file whose password is asked for. */
    var sealed by mutableStateOf<SealedFileRow?>(null)
        private set
    var password by mutableStateOf("")
    private var importing: Importing? = null

    /** The chosen file, until its preview is shown. */
    private var file: PickedFile? = null

    fun choose(guide: ExportGuideState) {
        this.guide = guide
    }

    fun readCodes() = app.push(ScanModel(app))

    fun setUpAgain() = app.replace(GuideModel(app))

    fun pick() = choose(platform::pickBackupFile, { Incoming.Import(it) }) { read(it) }

    /** Reads a file that was chosen before. */
    fun take(file: PickedFile) = act { read(file) }

    private suspend fun read(file: PickedFile) {
        this.file = file
        val importing = Importing.fresh().also { importing = it }
        val name = file.name
        if (name == null) importing.add(file.bytes) else importing.addNamed(name, file.bytes)
        goOn(importing, inBackground { importing.read(now) })
    }

    fun open() =
        act {
            val (importing, row) = (importing ?: return@act) to (sealed ?: return@act)
            val waiting = inBackground { importing.open(row.input, password, row.asksMebibytes != null, now) }
            password = ""
            goOn(importing, waiting)
        }

    /** Continues without the files that were not opened; the preview lists them. */
    fun goOnWithout() = act { importing?.let { preview(it) } }

    /** Cancels what is running. A key derivation cannot be interrupted; its result is dropped. */
    fun cancel() {
        importing?.cancel()
        forget()
    }

    private suspend fun goOn(importing: Importing, waiting: List<SealedFileRow>) {
        if (importing !== this.importing) return
        sealed = waiting.firstOrNull()
        if (sealed == null) preview(importing)
    }

    private suspend fun preview(importing: Importing) {
        val plan = inBackground { importing.finish(vault, now) }
        file = null
        app.replace(RestoreModel(app, plan))
    }

    private fun forget() {
        importing = null
        file = null
        sealed = null
        password = ""
        errorText = null
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        password = ""
    }

    override fun stepBack(): Boolean {
        when {
            sealed != null -> cancel()
            guide != null -> guide = null
            else -> return false
        }
        errorText = null
        return true
    }

    /** If the vault was locked, the file is read again after unlocking. */
    override fun close() {
        super.close()
        if (!vault.isUnlocked()) file?.let { app.receive(Incoming.Import(it)) }
        cancel()
    }
}
