package app.aikotoba.ui.codes

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.CodeRow
import app.aikotoba.core.CodesState
import app.aikotoba.core.EmptyReason
import app.aikotoba.core.GroupMove
import app.aikotoba.core.ListFilter
import app.aikotoba.core.waitMillis
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Message
import app.aikotoba.ui.Model
import app.aikotoba.ui.copyCode
import kotlinx.coroutines.delay

/** The list of codes. */
class CodesModel(app: AppModel) : Model(app) {
    var state by mutableStateOf(stateNow())
        private set

    /** How many points of the checklist remain to be done; 0 shows no line. */
    var openRows by mutableStateOf(app.vault.openRows().toInt())
        private set

    val arranging = AccountOrdering(app, this)

    /** The visible rows. */
    var visible: List<AccountId> = emptyList()

    /** Updates the visible rows while the screen is shown. */
    suspend fun watch() {
        while (true) {
            delay(waitMillis(state.refreshAt, codeNow).toLong())
            tick()
        }
    }

    fun tick() =
        quietly {
            val tick = vault.tick(visible, codeNow)
            val faces = tick.ticks.associate { it.id to it.face }
            state = state.copy(rows = state.rows.map { row -> faces[row.id]?.let { row.copy(face = it) } ?: row }, refreshAt = tick.refreshAt)
        }

    fun refresh() =
        quietly {
            app.endCorrection()
            state = stateNow()
            openRows = vault.openRows().toInt()
        }

    private fun stateNow(): CodesState {
        val time = app.codeTime()
        return app.vault.codesState(app.clock.evidence(), time.now, time.seconds)
    }

    /** Whether the search field is shown. */
    var isSearching by mutableStateOf(state.query.isNotEmpty())
        private set

    /** Shows the search field; `false` if there is nothing to search. */
    fun openSearch(): Boolean {
        isSearching = state.empty != EmptyReason.NO_ACCOUNTS
        return isSearching
    }

    fun closeSearch() {
        isSearching = false
        search("")
    }

    override val holdsBack get() = isSearching

    /** Closes the search first; only then does going back leave the app. */
    override fun stepBack(): Boolean = isSearching.also { if (it) closeSearch() }

    fun search(typed: String) =
        quietly {
            vault.search(typed)
            refresh()
        }

    fun showAll() = narrow(ListFilter.All)

    fun showGroup(name: String) = narrow(ListFilter.Group(name))

    fun showUnconfirmed() = narrow(ListFilter.Unconfirmed)

    fun moveGroup(name: String, to: GroupMove) = change { vault.moveGroup(name, to, now) }

    private fun narrow(to: ListFilter) =
        quietly {
            vault.narrow(to)
            refresh()
        }

    /** Handles a touch: a hidden code is shown, any other is copied. */
    fun touch(row: CodeRow) =
        quietly {
            vault.touch(row.id, codeNow)?.let { app.copyCode(it) } ?: tick()
        }

    fun copyNext(row: CodeRow) = quietly { vault.nextCodeToCopy(row.id, codeNow)?.let { app.copyCode(it) } }

    override val isGuarded get() = false

    override fun shownAgain() = refresh()

    override fun backupsChanged() = refresh()

    /** Asks the core where the list leads; a locked vault leads to the unlock screen. */
    internal fun asking(block: () -> Unit) = quietly(block)

    /** Changes an account and shows the result. */
    internal fun change(message: Message? = null, block: () -> Unit) = changing(::refresh, message, block)
}
