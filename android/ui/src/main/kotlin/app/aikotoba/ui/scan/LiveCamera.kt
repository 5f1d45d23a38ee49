package app.aikotoba.ui.scan

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.geometry.Size
import app.aikotoba.core.CameraError
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Camera
import app.aikotoba.ui.CameraEvent
import app.aikotoba.ui.Luma
import app.aikotoba.ui.SettingsPage
import kotlinx.coroutines.channels.Channel

/** The camera of a scan screen: its picture, its light, and the reason if it gives no frames. */
class LiveCamera(private val app: AppModel, isWanted: Boolean) {
    val source: Camera? = app.platform.camera.takeIf { isWanted }
    var state by mutableStateOf(if (source == null && isWanted) CameraState.refused(CameraError.MISSING, app.speech) else CameraState.first(source))
        private set

    /** The size of the upright picture. */
    var upright by mutableStateOf<Size?>(null)
        private set
    var torch by mutableStateOf(false)
        private set
    val hasTorch get() = source?.hasTorch == true && state is CameraState.On

    val isMirrored get() = source?.isMirrored == true

    private val retries = Channel<Unit>(Channel.CONFLATED)

    /** Passes on frames while the screen is shown. After a failure it waits until the camera is tried again. */
    suspend fun watch(look: suspend (Luma) -> Unit) {
        val camera = source ?: return
        while (true) {
            state = CameraState.On
            torch = false
            camera.frames().collect { event ->
                when (event) {
                    is CameraEvent.Frame -> {
                        upright = event.luma.uprightSize
                        look(event.luma)
                    }
                    is CameraEvent.Failed -> state = CameraState.refused(event.why, app.speech)
                }
            }
            retries.receive()
        }
    }

    /** Tries the camera again, and asks for permission if necessary. */
    fun retry() {
        retries.trySend(Unit)
    }

    /** The person came back to the app, perhaps from the settings, where the camera was allowed. */
    fun seenAgain() {
        if (state is CameraState.Off && source?.isAllowed == true) retry()
    }

    fun switchTorch() {
        torch = !torch
        source?.setTorch(torch)
    }

    fun darken() {
        if (torch) switchTorch()
    }

    fun focusAt(x: Float, y: Float) = source?.focusAt(x, y) ?: Unit

    fun openSettings() = app.platform.openSettings(SettingsPage.APP_PERMISSIONS)
}
