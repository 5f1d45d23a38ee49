package app.aikotoba.ui.scan

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.CameraFrames
import app.aikotoba.core.CodeScanner
import app.aikotoba.core.Provenance
import app.aikotoba.core.ScanState
import app.aikotoba.core.ScanStep
import app.aikotoba.core.nothingToPaste
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
        live.watch { luma -> if (state.frames == CameraFrames.LOOK) tell { take(off { look.at(luma) }) } }
    }

    /** Does what the core says about the scanned codes. */
    private fun take(seen: ScanState) {
        state = seen
        when (val act = seen.act) {
            is ScanStep.Enrol -> choose(act.place)
            is ScanStep.Preview -> addAll()
            else -> {}
        }
    }

    fun choose(place: UInt) =
        act {
            val enrolment = scanner.enrolment(place)
            val isFromPicture = latest?.first.orEmpty().any { it is Incoming.Picture }
            forget()
            app.replace(EnrolmentModel(app, enrolment, isFromPicture))
        }

    fun addAll() =
        act {
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

    fun pickPicture() = act { platform.pickPicture()?.let { readAll(listOf(Incoming.Picture(it)), Provenance.HERE) } }

    /** Reads what came. What another app sent waits for a confirmation. */
    fun read(incoming: Incoming, from: Provenance) = act { readAll(incoming.parts(), from) }

    /** Reads everything before doing anything: several pictures count as one input. */
    private suspend fun readAll(parts: List<Incoming>, from: Provenance) {
        latest = parts to from
        scanner.expect(parts.size.toUInt())
        for (part in parts) tell { see(part, from) }
        val seen = scanner.state()
        if (trouble == null) tell { scanner.allRead() }
        take(seen)
    }

    /** Searches again, for up to a minute, pictures that were not searched to the end. */
    fun lookLonger() =
        act {
            scanner.lookLonger()
            latest?.let { (parts, from) -> readAll(parts, from) }
        }

    private suspend fun see(part: Incoming, from: Provenance) {
        when (part) {
            is Incoming.Text -> scanner.text(part.text, from, now)
            is Incoming.Picture -> scanner.picture(part.bytes, from).let { off { it.finish(now) } }
            is Incoming.Several -> part.parts.forEach { see(it, from) }
        }
    }

    val isPasteOffered get() = app.isPasteOffered

    fun paste() {
        app.isPasteOffered = false
        val picture = platform.clipboard.pastePicture()
        val text = platform.clipboard.paste()
        when {
            picture != null -> read(Incoming.Picture(picture), Provenance.HERE)
            text != null -> read(Incoming.Text(text), Provenance.HERE)
            else -> failed(nothingToPaste())
        }
    }
}
