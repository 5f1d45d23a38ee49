package app.aikotoba.android

import android.annotation.SuppressLint
import android.graphics.ImageFormat
import android.graphics.Rect
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.params.MeteringRectangle
import android.hardware.camera2.params.OutputConfiguration
import android.hardware.camera2.params.SessionConfiguration
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import app.aikotoba.ui.CameraError
import app.aikotoba.ui.CameraEvent

/** An open camera whose frames go to a [FrameGate]. All callbacks and the copying of frames run on its own thread. */
@SuppressLint("MissingPermission")
class CameraSession(
    private val openCamera: (id: String, opened: CameraDevice.StateCallback, on: Handler) -> Unit,
    private val id: String,
    private val size: Size,
    private val gate: FrameGate,
    private val rotation: () -> Int,
    @Volatile private var torch: Boolean,
) : AutoCloseable {
    private val thread = HandlerThread("camera").apply { start() }
    private val handler = Handler(thread.looper)
    private val reader = ImageReader.newInstance(size.width, size.height, ImageFormat.YUV_420_888, 2)
    private var preview: PreviewSurface? = null
    private var device: CameraDevice? = null
    private var session: CameraCaptureSession? = null
    private var focus: MeteringRectangle? = null

    @Volatile private var closed = false

    /** Whether the system was asked for the camera and has not answered. */
    @Volatile private var awaited = false

    /** Opens the camera. The gate receives its frames, or the reason why there are none. */
    fun open() {
        reader.setOnImageAvailableListener({ deliver() }, handler)
        handler.post {
            if (closed) return@post
            awaited = true
            if (!attempt { openCamera(id, opening, handler) }) awaited = false
        }
    }

    /** Shows the picture on this surface as well; `null` stops it. */
    fun showOn(surface: PreviewSurface?) {
        handler.post {
            preview = surface
            device?.let { attempt { configure(it) } }
        }
    }

    fun setTorch(on: Boolean) {
        torch = on
        handler.post { request() }
    }

    /** Focuses on a point of the upright picture, and after some seconds automatically again. */
    fun focusAt(x: Float, y: Float, array: Rect) {
        handler.post {
            val area = focusArea(x, y, rotation(), size, array)
            focus = MeteringRectangle(area, MeteringRectangle.METERING_WEIGHT_MAX)
            request(CaptureRequest.CONTROL_AF_TRIGGER_START)
            handler.removeCallbacks(refocus)
            handler.postDelayed(refocus, FOCUS_HELD_MILLIS)
        }
    }

    override fun close() {
        handler.post {
            closed = true
            session?.close()
            device?.close()
            reader.close()
            // A camera that opens late is closed by this thread.
            if (!awaited) thread.quitSafely()
        }
    }

    /** The system answered the request for the camera; `false` if it is no longer needed. */
    private fun answered(camera: CameraDevice): Boolean {
        awaited = false
        if (closed) {
            camera.close()
            thread.quitSafely()
        }
        return !closed
    }

    private fun deliver() {
        if (closed) return
        val image = reader.acquireLatestImage() ?: return
        image.use { gate.offer { CameraEvent.Frame(lumaOf(it, rotation())) } }
    }

    private val refocus = Runnable {
        focus = null
        request()
    }

    private val opening = object : CameraDevice.StateCallback() {
        override fun onOpened(camera: CameraDevice) {
            if (!answered(camera)) return
            device = camera
            attempt { configure(camera) }
        }

        override fun onDisconnected(camera: CameraDevice) = ended(camera, CameraError.IN_USE)

        override fun onError(camera: CameraDevice, error: Int) =
            ended(
                camera,
                if (error == ERROR_CAMERA_IN_USE || error == ERROR_MAX_CAMERAS_IN_USE) {
                    CameraError.IN_USE
                } else {
                    CameraError.FAILED
                },
            )
    }

    private fun ended(camera: CameraDevice, why: CameraError) {
        if (!answered(camera)) return
        camera.close()
        device = null
        session = null
        gate.refuse(why)
    }

    private fun configure(camera: CameraDevice) {
        val state = object : CameraCaptureSession.StateCallback() {
            override fun onConfigured(configured: CameraCaptureSession) {
                if (closed) return configured.close()
                session = configured
                request()
            }

            override fun onConfigureFailed(failed: CameraCaptureSession) {
                if (!closed) gate.refuse(CameraError.FAILED)
            }
        }
        // A new session replaces the previous one.
        session = null
        preview?.prepare()
        val outputs = targets().map(::OutputConfiguration)
        camera.createCaptureSession(
            SessionConfiguration(SessionConfiguration.SESSION_REGULAR, outputs, { handler.post(it) }, state),
        )
    }

    private fun targets() = listOfNotNull(reader.surface, preview?.surface?.takeIf { it.isValid })

    /** Requests frames with the present torch and focus settings. */
    private fun request(trigger: Int = CaptureRequest.CONTROL_AF_TRIGGER_IDLE) {
        attempt {
            val session = session ?: return@attempt
            val request = session.device.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW).apply {
                targets().forEach(::addTarget)
                set(CaptureRequest.FLASH_MODE, if (torch) CaptureRequest.FLASH_MODE_TORCH else CaptureRequest.FLASH_MODE_OFF)
                set(CaptureRequest.CONTROL_AF_MODE, if (focus == null) CONTINUOUS else CaptureRequest.CONTROL_AF_MODE_AUTO)
                focus?.let {
                    set(CaptureRequest.CONTROL_AF_REGIONS, arrayOf(it))
                    set(CaptureRequest.CONTROL_AE_REGIONS, arrayOf(it))
                }
            }
            session.setRepeatingRequest(request.build(), null, handler)
            if (trigger != CaptureRequest.CONTROL_AF_TRIGGER_IDLE) {
                // Once, in addition to the repeating request: repeated, it would focus without end.
                request.set(CaptureRequest.CONTROL_AF_TRIGGER, trigger)
                session.capture(request.build(), null, handler)
            }
        }
    }

    /** Calls the camera; `false` if it failed. An exception ends the frames and not the app. */
    private inline fun attempt(call: () -> Unit): Boolean {
        try {
            call()
            return true
        } catch (why: CameraAccessException) {
            val busy = why.reason == CameraAccessException.CAMERA_IN_USE ||
                why.reason == CameraAccessException.MAX_CAMERAS_IN_USE
            gate.refuse(if (busy) CameraError.IN_USE else CameraError.FAILED)
        } catch (_: SecurityException) {
            gate.refuse(CameraError.NOT_ALLOWED)
        } catch (_: IllegalStateException) {
            // The camera was closed in between; the reason was reported then.
        } catch (_: RuntimeException) {
            // Android 9 throws a plain one while "Do Not Disturb" is on.
            gate.refuse(CameraError.FAILED)
        }
        return false
    }

    private companion object {
        const val CONTINUOUS = CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE
        const val FOCUS_HELD_MILLIS = 4_000L
    }
}
