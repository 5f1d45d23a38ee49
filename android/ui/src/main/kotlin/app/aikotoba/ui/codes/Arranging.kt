package app.aikotoba.ui.codes

import app.aikotoba.core.AccountId
import app.aikotoba.core.CodeRow
import app.aikotoba.core.Favourite
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Message

/** What a person does with an account of the list besides copying its code. */
class Arranging(private val app: AppModel, private val codes: CodesModel) {
    private val vault get() = app.vault
    private val now get() = app.platform.wallMillis()
    private val rows get() = codes.state.rows

    fun take(id: AccountId) = codes.change { vault.takeNextCode(id, now) }

    fun favourite(id: AccountId, favourite: Boolean) =
        codes.change {
            val details = vault.accountState(id).details
            vault.editAccount(id, details.copy(favourite = if (favourite) Favourite.YES else Favourite.NO), now)
        }

    fun moveUp(id: AccountId) = moveBy(id, -1)

    fun moveDown(id: AccountId) = moveBy(id, 1)

    private fun moveBy(id: AccountId, rows: Int) = placeOf(id).let { move(it, it + rows) }

    /** A row takes the place of another. */
    fun moveTo(id: AccountId, other: AccountId) = move(placeOf(id), placeOf(other))

    private fun move(from: Int, to: Int) {
        if (from == to || from !in rows.indices || to !in rows.indices) return
        val before = rows.getOrNull(if (to > from) to + 1 else to)?.id
        codes.change { vault.moveAccount(rows[from].id, before, now) }
    }

    private fun placeOf(id: AccountId) = rows.indexOfFirst { it.id == id }

    fun trash(row: CodeRow) {
        val told = Message(app.speech.say("told-trashed", "name" to nameOf(row))) { codes.change { vault.recover(row.id, now) } }
        codes.change(told) { vault.discard(row.id, now) }
    }
}
