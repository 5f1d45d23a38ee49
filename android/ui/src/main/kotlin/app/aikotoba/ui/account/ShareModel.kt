package app.aikotoba.ui.account

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.Failure
import app.aikotoba.core.QrPicture
import app.aikotoba.core.SharePurpose
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.unlock.deviceKey
import app.aikotoba.ui.unlock.finish
import app.aikotoba.ui.unlock.unlocking

/** An account as a QR code for another phone. The vault is locked first, so that only a person who can unlock it sees the key. */
class ShareModel(app: AppModel, private val id: AccountId) : Model(app) {
    private val details = app.vault.accountState(id).details
    val issuer = details.issuer
    val label = details.label

    /** How the person proves again that the vault is theirs. */
    val way = app.vault.wayToProve(app.platform.deviceKey())

    /** Who the QR code is for; `null` until the person answers. */
    var purpose by mutableStateOf<SharePurpose?>(null)
    var password by mutableStateOf("")
    var holder by mutableStateOf("")

    /** Whether the holder was added to the account's note. */
    var isNoted by mutableStateOf(false)
        private set
    val canShow get() = !busy && (way == UnlockWay.DEVICE || password.isNotEmpty())
    var matrix by mutableStateOf<QrPicture?>(null)
        private set

    fun show() =
        act {
            val unlocking = app.unlocking(way, password) ?: return@act keyNotGiven()
            vault.lock()
            if (app.isUnlockCostAccepted) unlocking.acceptCost()
            app.finish(unlocking)
            matrix = vault.shareAccount(id).use { it.qr(0u) }
            password = ""
        }

    fun hide() {
        matrix = null
    }

    fun noteHolder() =
        act {
            off { vault.noteHolder(app.speech.words, id, holder, now) }
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
        password = ""
    }

    /** If it is closed after a wrong password, or while the password is checked, the vault stays locked. */
    override fun close() {
        super.close()
        matrix = null
        if (!vault.isUnlocked()) app.lock()
    }
}
