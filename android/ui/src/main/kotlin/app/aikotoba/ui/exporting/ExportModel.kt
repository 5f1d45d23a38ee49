package app.aikotoba.ui.exporting

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.ExportAction
import app.aikotoba.core.ExportState
import app.aikotoba.core.ExportStep
import app.aikotoba.core.ExportTarget
import app.aikotoba.core.Failure
import app.aikotoba.core.QrPicture
import app.aikotoba.core.SharedKeys
import app.aikotoba.core.exportAfter
import app.aikotoba.core.exportFileName
import app.aikotoba.core.placeFailure
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.Model
import app.aikotoba.ui.unlock.OwnerProof

/** All accounts for another app or on paper. The vault is locked first, so that only a person who can unlock it takes the keys out. */
class ExportModel(app: AppModel) : Model(app) {
    var state: ExportState by mutableStateOf(app.vault.exportState())
        private set

    val proof = OwnerProof(app)

    /** The QR code on the screen. */
    var matrix by mutableStateOf<QrPicture?>(null)
        private set
    private var codes: SharedKeys? = null
    val canGoOn get() = !busy && (state.step != ExportStep.CONFIRM || proof.isTyped)

    fun choose(target: ExportTarget) = quietly { state = vault.exportReview(target) }

    fun goOn() {
        if (!canGoOn) return
        if (state.step == ExportStep.CONFIRM) export() else go(ExportAction.GoOn)
    }

    fun nextCode() = go(ExportAction.NextCode)

    fun previousCode() = go(ExportAction.PreviousCode)

    private fun go(action: ExportAction) {
        exportAfter(state, action)?.let { show(it) }
    }

    private fun show(next: ExportState) {
        state = next
        matrix = next.code?.let { codes?.qr(it.at) }
    }

    private fun export() =
        act {
            val target = state.target ?: return@act
            if (!proof.prove()) return@act keyNotGiven()
            write(target, inBackground { vault.exportKeys(target, app.speech.words, now) })
        }

    private suspend fun write(target: ExportTarget, keys: SharedKeys) {
        val name = exportFileName(target)
        if (name == null) {
            codes = keys
            return go(ExportAction.Shown(keys.count()))
        }
        try {
            val content = keys.use { it.text(0u) }.orEmpty().toByteArray()
            if (app.awaitingChoice { platform.saveFile(name, content) }) go(ExportAction.Saved)
        } catch (failure: FolderFailure) {
            failed(placeFailure(failure.why.cause))
        }
    }

    private fun forget() {
        codes?.close()
        codes = null
        matrix = null
        proof.forget()
        errorText = null
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        proof.forget()
    }

    override fun stepBack(): Boolean {
        if (busy) return true
        val before = exportAfter(state, ExportAction.Back)
        forget()
        before?.let { state = it }
        return before != null
    }

    /** If it is closed after a wrong password, or while the password is checked, the vault stays locked. */
    override fun close() {
        super.close()
        forget()
        if (!vault.isUnlocked()) app.lock()
    }
}
