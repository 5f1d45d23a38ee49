package app.aikotoba.ui.scan

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.CameraFrames
import app.aikotoba.core.CodeScanner
import app.aikotoba.core.Provenance
import app.aikotoba.core.ScanAction
import app.aikotoba.core.ScanState
import app.aikotoba.core.nothingToPaste
import app.aikotoba.core.scanSignal
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.Model
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.parts
import app.aikotoba.ui.restore.RestoreModel

/** Reading QR codes from the camera, pictures and texts. */
class ScanModel(app: AppModel, withCamera: Boolean = true) : Model(app) {
    private val scanner = CodeScanner.fresh()
    val live = LiveCamera(app, withCamera)
    var state by mutableStateOf(scanner.state())
        private set

    /** What was read last, and its provenance, for a longer search. */
    private var latest: Pair<List<Incoming>, Provenance>? = null

    suspend fun watch() {
        val look = FrameReader(scanner, platform)
        live.watch { luma -> if (isLooking) tell { takeFrame(inBackground { look.at(luma) }) } }
    }

    /** Whether frames are read. What is read from a picture goes first. */
    private val isLooking get() = state.frames == CameraFrames.SCAN && !busy && !isClosed

    /** The camera runs until this screen is removed, so a frame may come after the code was read. */
    private fun takeFrame(seen: ScanState) {
        if (isClosed) return
        platform.signal(scanSignal(state, seen, app.preferred.settings.settings.scanFeedback))
        take(seen)
    }

    override fun seenAgain() = live.seenAgain()

    /** Does what the core says about the scanned codes. */
    private fun take(seen: ScanState) {
        state = seen
        when (val action = seen.action) {
            is ScanAction.Enrol -> add(action.place)
            is ScanAction.Preview -> preview()
            else -> {}
        }
    }

    fun choose(place: UInt) = act { add(place) }

    fun addAll() = act { preview() }

    private fun add(place: UInt) {
        val enrolment = scanner.enrolment(place)
        val isFromPicture = latest?.first.orEmpty().any { it is Incoming.Picture }
        forget()
        app.replace(EnrolmentModel(app, enrolment, isFromPicture))
    }

    private fun preview() {
        val plan = scanner.plan(vault)
        forget()
        app.replace(RestoreModel(app, plan))
    }

    private fun forget() {
        scanner.forget()
        latest = null
        state = scanner.state()
        live.darken()
    }

    fun pickPicture() = choose(platform::pickPicture, { Incoming.Chosen(Incoming.Picture(it)) }) { readAll(listOf(Incoming.Picture(it)), Provenance.USER) }

    /** Reads what came. What another app sent waits for a confirmation. */
    fun read(incoming: Incoming, from: Provenance) = act { readAll(incoming.parts(), from) }

    /** Reads everything before doing anything: several pictures count as one input. */
    private suspend fun readAll(parts: List<Incoming>, from: Provenance) {
        latest = parts to from
        scanner.expect(parts.size.toUInt())
        for (part in parts) tell { see(part, from) }
        val seen = scanner.state()
        if (errorText == null) tell { scanner.allRead() }
        take(seen)
    }

    /** Searches again, for up to a minute, pictures that were not searched to the end. */
    fun searchLonger() =
        act {
            scanner.searchLonger()
            latest?.let { (parts, from) -> readAll(parts, from) }
        }

    private suspend fun see(part: Incoming, from: Provenance) {
        when (part) {
            is Incoming.Text -> scanner.text(part.text, from, now)
            is Incoming.Picture -> inBackground { scanner.picture(part.bytes, from).finish(now) }
            is Incoming.Several -> part.parts.forEach { see(it, from) }
            is Incoming.Chosen -> see(part.part, Provenance.USER)
            // They have screens of their own.
            is Incoming.Backup, is Incoming.Import, is Incoming.Page -> {}
        }
    }

    val isPasteOffered get() = app.isPasteOffered

    fun paste() =
        act {
            app.isPasteOffered = false
            val picture = inBackground { platform.clipboard.pastePicture() }
            val text = if (picture == null) inBackground { platform.clipboard.paste() } else null
            when {
                picture != null -> readAll(listOf(Incoming.Picture(picture)), Provenance.USER)
                text != null -> readAll(listOf(Incoming.Text(text)), Provenance.USER)
                else -> failed(nothingToPaste())
            }
        }
}
