package app.aikotoba.ui.trash

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Message
import app.aikotoba.ui.Model

/** The trash. */
class TrashModel(app: AppModel) : Model(app) {
    var state by mutableStateOf(app.vault.trashState())
        private set

    fun putBack(id: AccountId, name: String) = change(say("trash-put-back", "name" to name)) { vault.recover(id, now) }

    fun erase(id: AccountId, name: String) = change(say("trash-erased", "name" to name)) { vault.purge(id) }

    private fun change(message: String, block: () -> Unit) = changing(::refresh, Message(message), block)

    private fun refresh() = quietly { state = vault.trashState() }
}
