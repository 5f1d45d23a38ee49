package app.aikotoba.ui.account

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.withGroup
import app.aikotoba.core.withoutGroup
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model

/** Editing an account. */
class EditModel(app: AppModel, private val id: AccountId) : Model(app) {
    private val details = app.vault.accountState(id).details
    var issuer by mutableStateOf(details.issuer)
    var label by mutableStateOf(details.label)
    var note by mutableStateOf(details.note)
    var colour by mutableStateOf(details.colour?.toInt())

    /** The groups to choose from. */
    var groups by mutableStateOf(app.vault.groups())
        private set

    /** The groups of the account. */
    var chosen by mutableStateOf(details.groups)
        private set

    /** The name of a new group that is being typed. */
    var group by mutableStateOf("")

    fun toggleGroup(name: String) {
        chosen = if (name in chosen) withoutGroup(chosen, name) else withGroup(chosen, name)
    }

    fun addGroup() {
        groups = withGroup(groups, group)
        chosen = withGroup(chosen, group)
        group = ""
    }

    fun save() =
        act {
            val all = withGroup(chosen, group)
            val edited = details.copy(issuer = issuer, label = label, groups = all, note = note, colour = colour?.toUByte())
            change { vault.editAccount(id, edited, now) }
            app.back()
        }
}
