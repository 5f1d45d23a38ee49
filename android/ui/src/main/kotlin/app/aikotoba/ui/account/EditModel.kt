package app.aikotoba.ui.account

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model

/** Editing an account. */
class EditModel(app: AppModel, private val id: AccountId) : Model(app) {
    private val details = app.vault.accountState(id).details
    val groups = app.vault.groups()
    var issuer by mutableStateOf(details.issuer)
    var label by mutableStateOf(details.label)
    var group by mutableStateOf(details.group.orEmpty())
    var note by mutableStateOf(details.note)
    var colour by mutableStateOf(details.colour?.toInt())

    fun save() =
        act {
            val edited = details.copy(issuer = issuer, label = label, group = group, note = note, colour = colour?.toUByte())
            change { vault.editAccount(id, edited, now) }
            app.back()
        }
}
