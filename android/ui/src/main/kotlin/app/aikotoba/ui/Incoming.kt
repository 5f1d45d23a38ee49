package app.aikotoba.ui

import app.aikotoba.core.Provenance
import app.aikotoba.ui.scan.ScanModel

/** Something that comes from outside the app. */
sealed interface Incoming {
    /** A text that was shared, or a link that was opened. */
    class Text(val text: String) : Incoming

    /** A picture that was shared, dropped or pasted. */
    class Picture(val bytes: ByteArray) : Incoming

    /** Several of them, that came together or one after the other while the vault was locked. */
    class Several(val parts: List<Incoming>) : Incoming
}

/** Both: nothing that came is forgotten over what comes after it. */
internal fun Incoming?.and(other: Incoming): Incoming = if (this == null) other else Incoming.Several(parts() + other.parts())

internal fun Incoming.parts(): List<Incoming> = if (this is Incoming.Several) parts else listOf(this)

/** A short message, with a way to undo what it tells of. */
class Message(val text: String, val undo: (() -> Unit)? = null)

/** Shows what another app sent on the scan screen, where it waits for a yes. */
internal fun AppModel.take(incoming: Incoming) {
    val scan = top as? ScanModel ?: ScanModel(this, withCamera = false).also { push(it) }
    scan.read(incoming, Provenance.ELSEWHERE)
}
