package app.aikotoba.ui.scan

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.geometry.Size
import app.aikotoba.core.Failure
import app.aikotoba.core.Finding
import app.aikotoba.core.ScanAct
import app.aikotoba.core.ScanState
import app.aikotoba.core.Scanner
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.CameraEvent
import app.aikotoba.ui.Model
import app.aikotoba.ui.SettingsPage
import app.aikotoba.ui.Told
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.restore.RestoreModel

/** Reading QR codes, of the camera and otherwise. */
class ScanModel(app: AppModel, withCamera: Boolean = true) : Model(app) {
    private val scanner = Scanner.fresh()
    val source = app.platform.camera.takeIf { withCamera }
    var state by mutableStateOf(scanner.state())
        private set
    var camera by mutableStateOf(if (source == null && withCamera) CameraState.none(app.speech) else CameraState.first(source))
        private set

    /** The size of the camera's picture as it stands upright. */
    var upright by mutableStateOf<Size?>(null)
        private set
    var torch by mutableStateOf(false)
        private set
    val hasTorch get() = source?.hasTorch == true && camera is CameraState.On
    val shown: List<Finding> get() = state.findings

    suspend fun watch() {
        val look = Look(scanner, platform)
        source?.frames()?.collect { event ->
            when (event) {
                is CameraEvent.Frame -> {
                    upright = look.uprightOf(event.luma)
                    if (state.act is ScanAct.LookOn || state.act is ScanAct.Explain) quietlyTake { look.at(event.luma) }
                }
                is CameraEvent.Refused -> camera = CameraState.refused(event.why, app.speech)
            }
        }
    }

    private suspend fun quietlyTake(read: () -> ScanState) {
        try {
            take(off(read))
        } catch (failure: Failure) {
            failed(failure)
        }
    }

    /** Does what the core says about what is in sight. */
    private fun take(seen: ScanState) {
        state = seen
        when (val act = seen.act) {
            is ScanAct.Enrol -> choose(act.place)
            is ScanAct.Preview -> addAll()
            else -> {}
        }
    }

    fun choose(place: UInt) =
        act {
            val enrolment = scanner.enrolment(place)
            forget()
            app.replace(EnrolmentModel(app, enrolment))
        }

    fun addAll() =
        act {
            val plan = scanner.plan(vault)
            forget()
            app.replace(RestoreModel(app, plan))
        }

    private fun forget() {
        scanner.forget()
        state = scanner.state()
        if (torch) switchTorch()
    }

    fun pickPicture() = act { platform.pickPicture()?.let { readPicture(it) } }

    fun read(bytes: ByteArray) = act { readPicture(bytes) }

    private suspend fun readPicture(bytes: ByteArray) {
        val reading = scanner.picture(bytes)
        val seen = off { reading.finish(now) }
        take(seen)
        if (seen.findings.isEmpty()) trouble = Told(say("scan-nothing-in-picture"), say("scan-kept"), say("scan-nothing-in-picture-next"))
    }

    fun read(text: String) = act { take(scanner.text(text, now)) }

    fun paste() {
        val picture = platform.clipboard.pastePicture()
        val text = platform.clipboard.paste()
        when {
            picture != null -> read(picture)
            text != null -> read(text)
            else -> trouble = Told(say("scan-nothing-to-paste"), say("scan-kept"), say("scan-nothing-to-paste-next"))
        }
    }

    fun switchTorch() {
        torch = !torch
        source?.setTorch(torch)
    }

    fun focusAt(x: Float, y: Float) = source?.focusAt(x, y) ?: Unit

    fun openSettings() = platform.openSettings(SettingsPage.APP_PERMISSIONS)
}
