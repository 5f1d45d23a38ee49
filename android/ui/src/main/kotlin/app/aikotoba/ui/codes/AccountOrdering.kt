package app.aikotoba.ui.codes

import app.aikotoba.core.AccountId
import app.aikotoba.core.CodeRow
import app.aikotoba.core.Favourite
import app.aikotoba.core.RowMove
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Message

/** The actions on an account in the list, except copying its code. */
class AccountOrdering(private val app: AppModel, private val codes: CodesModel) {
    private val vault get() = app.vault
    private val now get() = app.platform.wallMillis()

    fun take(id: AccountId) = codes.change { vault.takeNextCode(id, app.codeTime().now) }

    fun favourite(id: AccountId, favourite: Boolean) = codes.change { vault.setFavourite(id, if (favourite) Favourite.YES else Favourite.NO, now) }

    fun moveUp(id: AccountId) = move(id, RowMove.Up)

    fun moveDown(id: AccountId) = move(id, RowMove.Down)

    /** Moves a row to the position of another. */
    fun moveTo(id: AccountId, other: AccountId) = move(id, RowMove.To(other))

    private fun move(id: AccountId, to: RowMove) {
        codes.change { vault.moveRow(id, to, now) }
    }

    fun trash(row: CodeRow) {
        val message = Message(app.speech.say("told-trashed", "name" to row.name)) { codes.change { vault.recover(row.id, now) } }
        codes.change(message) { vault.discard(row.id, now) }
    }
}
