package app.aikotoba.android

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import android.graphics.ImageFormat
import android.graphics.Rect
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.display.DisplayManager
import android.util.Size
import android.view.Display
import android.view.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.aikotoba.ui.Camera
import app.aikotoba.ui.CameraError
import app.aikotoba.ui.CameraEvent
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow

/** The camera of the device, by Camera2; the back camera if there are several. */
class PhoneCamera private constructor(
    private val context: Context,
    private val activityHolder: ActivityHolder,
    private val allow: suspend () -> Boolean,
    private val manager: CameraManager,
    private val id: String,
) : Camera {
    private val traits = manager.getCameraCharacteristics(id)
    private val facesPerson = traits[CameraCharacteristics.LENS_FACING] == CameraMetadata.LENS_FACING_FRONT
    private val sensorDegrees = traits[CameraCharacteristics.SENSOR_ORIENTATION] ?: 0
    private val displays = context.getSystemService(DisplayManager::class.java)

    // Every camera must support 640 × 480 (Android Compatibility Definition, 7.5).
    private val size = frameSize(offered()) ?: Size(640, 480)

    /** The frames that a screen collects, with its light. After the device was turned, those of the new screen are the present ones. */
    private class Viewing {
        @Volatile var session: CameraSession? = null

        @Volatile var torch = false
    }

    @Volatile private var viewing: Viewing? = null

    @Volatile private var place: PreviewSurface? = null

    override val isMirrored get() = facesPerson

    override val isAllowed get() = context.checkSelfPermission(Manifest.permission.CAMERA) == PackageManager.PERMISSION_GRANTED

    override val hasTorch: Boolean = traits[CameraCharacteristics.FLASH_INFO_AVAILABLE] == true

    /** Frames while the app is visible. In the background the camera is closed; it is opened again when the app becomes visible. */
    override fun frames(): Flow<CameraEvent> =
        flow {
            if (!isAllowed && !allow()) return@flow emit(CameraEvent.Failed(CameraError.NOT_ALLOWED))
            val mine = Viewing()
            viewing = mine
            try {
                while (true) {
                    activityHolder.visible.first { it }
                    if (!view(mine)) return@flow
                }
            } finally {
                if (viewing === mine) viewing = null
            }
        }

    /** Emits frames until the app becomes invisible; `false` after a failure. */
    private suspend fun FlowCollector<CameraEvent>.view(mine: Viewing): Boolean {
        val gate = FrameGate()
        // Created without a suspending call: a cancellation would drop its result while the camera is still open.
        val open = CameraSession(manager::openCamera, id, size, gate, ::rotation, mine.torch)
        try {
            mine.session = open
            open.showOn(place)
            open.open()
            while (activityHolder.visible.value) {
                val event = gate.next(LOOK_UP_MILLIS) ?: continue
                if (event is CameraEvent.Failed && !activityHolder.visible.value) break
                emit(event)
                if (event is CameraEvent.Failed) return false
            }
            return true
        } finally {
            mine.session = null
            open.close()
        }
    }

    override fun setTorch(on: Boolean) {
        viewing?.torch = on
        viewing?.session?.setTorch(on)
    }

    override fun focusAt(x: Float, y: Float) {
        val array: Rect = traits[CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE] ?: return
        viewing?.session?.focusAt(x.coerceIn(0f, 1f), y.coerceIn(0f, 1f), array)
    }

    @Composable
    override fun Preview(modifier: Modifier) =
        CameraPreview(
            size,
            { width, height -> previewMatrix(width, height, size, sensorDegrees, displayDegrees()) },
            ::show,
            ::hide,
            modifier,
        )

    private fun show(surface: PreviewSurface) {
        place = surface
        viewing?.session?.showOn(surface)
    }

    /** The surface of a screen that is gone, perhaps after the next one has shown its own. */
    private fun hide(surface: PreviewSurface) {
        if (place !== surface) return
        place = null
        viewing?.session?.showOn(null)
    }

    private fun offered(): List<Size> =
        traits[CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP]
            ?.getOutputSizes(ImageFormat.YUV_420_888).orEmpty().toList()

    private fun rotation(): Int = uprightRotation(sensorDegrees, displayDegrees(), facesPerson)

    private fun displayDegrees() =
        when (displays.getDisplay(Display.DEFAULT_DISPLAY)?.rotation) {
            Surface.ROTATION_90 -> 90
            Surface.ROTATION_180 -> 180
            Surface.ROTATION_270 -> 270
            else -> 0
        }

    companion object {
        /** How often the visibility of the app is checked while no frame comes. */
        private const val LOOK_UP_MILLIS = 300L

        /** The camera, or `null` if the device has none. [allow] asks the person for the permission. */
        fun find(context: Context, activityHolder: ActivityHolder, allow: suspend () -> Boolean): PhoneCamera? {
            val manager = context.getSystemService(CameraManager::class.java)
            return try {
                val id = manager.cameraIdList.minByOrNull { rank(manager, it) }
                id?.let { PhoneCamera(context, activityHolder, allow, manager, it) }
            } catch (_: CameraAccessException) {
                null
            } catch (_: IllegalArgumentException) {
                // The camera was unplugged in between.
                null
            }
        }

        private fun rank(manager: CameraManager, id: String): Int =
            when (manager.getCameraCharacteristics(id)[CameraCharacteristics.LENS_FACING]) {
                CameraMetadata.LENS_FACING_BACK -> 0
                CameraMetadata.LENS_FACING_EXTERNAL -> 1
                else -> 2
            }
    }
}
