package app.aikotoba.ui.account

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.Failure
import app.aikotoba.core.QrPicture
import app.aikotoba.core.SharePurpose
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.unlock.OwnerProof

/** An account as a QR code for another phone. The vault is locked first, so that only a person who can unlock it sees the key. */
class ShareModel(app: AppModel, private val id: AccountId) : Model(app) {
    private val details = app.vault.accountState(id).details
    val issuer = details.issuer
    val label = details.label

    val proof = OwnerProof(app)

    /** Who the QR code is for; `null` until the person answers. */
    var purpose by mutableStateOf<SharePurpose?>(null)
    var holder by mutableStateOf("")

    /** Whether the holder was added to the account's note. */
    var isNoted by mutableStateOf(false)
        private set
    val canShow get() = !busy && proof.isTyped
    var matrix by mutableStateOf<QrPicture?>(null)
        private set

    fun show() =
        act {
            if (!proof.prove()) return@act keyNotGiven()
            matrix = vault.shareAccount(id).use { it.qr(0u) }
        }

    fun hide() {
        matrix = null
    }

    fun noteHolder() =
        act {
            inBackground { vault.noteHolder(app.speech.words, id, holder, now) }
            app.changed()
            isNoted = true
        }

    /** Goes back to the question for whom the QR code is. */
    override fun stepBack(): Boolean {
        if (purpose == null || !vault.isUnlocked()) return false
        matrix = null
        purpose = null
        return true
    }

    override fun failed(failure: Failure) {
        super.failed(failure)
        proof.forget()
    }

    /** If it is closed after a wrong password, or while the password is checked, the vault stays locked. */
    override fun close() {
        super.close()
        matrix = null
        if (!vault.isUnlocked()) app.lock()
    }
}
