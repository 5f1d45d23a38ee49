package app.aikotoba.ui

import app.aikotoba.core.Provenance
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.codes.OpenFromCodes
import app.aikotoba.ui.moving.MoveModel
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.scan.ScanModel

/** Something that comes from outside the app. */
sealed interface Incoming {
    /** A shared text or an opened link. */
    class Text(val text: String) : Incoming

    /** A shared, dropped or pasted picture. */
    class Picture(val bytes: ByteArray) : Incoming

    /** A file that the person chose to restore from. */
    class Backup(val file: PickedFile, val rehearsing: Boolean) : Incoming

    /** A file that the person chose to move from another app. */
    class Import(val file: PickedFile) : Incoming

    /** A screen that a shortcut asks for. */
    enum class Page : Incoming { SCAN, SEARCH }

    /** Something that the person chose in the app, and that needs no confirmation. */
    class Chosen(val part: Incoming) : Incoming

    /** Several of them, received together or one after the other while the vault was locked. */
    class Several(val parts: List<Incoming>) : Incoming
}

/** Combines both, so that nothing is lost. */
internal fun Incoming?.and(other: Incoming): Incoming = if (this == null) other else Incoming.Several(parts() + other.parts())

internal fun Incoming.parts(): List<Incoming> = if (this is Incoming.Several) parts else listOf(this)

/** A short message, with a way to undo what it reports. */
class Message(val text: String, val undo: (() -> Unit)? = null)

/** Shows it on the scan screen. What another app sent waits there for a confirmation. */
internal fun AppModel.take(incoming: Incoming, from: Provenance = Provenance.OTHER_APP) {
    val own = incoming.parts().firstOrNull { it is Incoming.Backup || it is Incoming.Import || it is Incoming.Page }
    when (own) {
        is Incoming.Backup -> open { RestoreModel(this, rehearsing = own.rehearsing).also { it.take(own.file) } }
        is Incoming.Import -> open { MoveModel(this).also { it.take(own.file) } }
        is Incoming.Page -> show(own)
        else -> {
            val scan = top as? ScanModel ?: ScanModel(this, withCamera = false).also { push(it) }
            scan.read(incoming, from)
        }
    }
}

/** Opens what a shortcut asks for, over the list. */
private fun AppModel.show(page: Incoming.Page) {
    showCodes()
    when (page) {
        Incoming.Page.SCAN -> (top as? CodesModel)?.let { OpenFromCodes(this, it).scan() }
        Incoming.Page.SEARCH -> (top as? CodesModel)?.openSearch()
    }
}
