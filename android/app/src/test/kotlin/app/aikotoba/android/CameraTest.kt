package app.aikotoba.android

import android.Manifest
import android.graphics.Rect
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.TotalCaptureResult
import android.hardware.camera2.params.InputConfiguration
import android.hardware.camera2.params.OutputConfiguration
import android.os.Handler
import android.util.Size
import android.view.Surface
import android.view.TextureView
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import app.aikotoba.ui.CameraError
import app.aikotoba.ui.CameraEvent
import app.aikotoba.ui.Luma
import kotlinx.coroutines.runBlocking
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowCameraCharacteristics
import java.nio.ByteBuffer
import java.util.concurrent.ArrayBlockingQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** Tests of the camera without frames, because Robolectric's camera gives none. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CameraTest {
    @get:Rule val rule = createEmptyComposeRule()

    @Test
    fun rows_are_copied_without_their_padding() {
        // Three rows of two pixels, four bytes apart; the last row ends with its last pixel.
        val buffer = ByteBuffer.allocateDirect(10)
        buffer.put(byteArrayOf(1, 2, 0, 0, 3, 4, 0, 0, 5, 6))
        val luma = lumaOf(buffer, width = 2, height = 3, rowStride = 4, rotation = 90)
        assertContentEquals(byteArrayOf(1, 2, 3, 4, 5, 6), luma.pixels)
        assertEquals(listOf(2, 3, 2, 90), listOf(luma.width, luma.height, luma.stride, luma.rotation))
    }

    @Test
    fun one_frame_is_processed_and_others_are_not_made() =
        runBlocking {
            val gate = FrameGate()
            var made = 0
            val camera = { gate.offer { CameraEvent.Frame(Luma(ByteArray(1), 1, 1, 1, 0)).also { made++ } } }
            camera()
            assertEquals(0, made)
            assertNull(gate.next(withinMillis = 1))
            repeat(5) { camera() }
            assertEquals(1, made)
            assertIs<CameraEvent.Frame>(gate.next(withinMillis = 1_000))
            gate.refuse(CameraError.IN_USE)
            assertEquals(CameraError.IN_USE, assertIs<CameraEvent.Failed>(gate.next(withinMillis = 1_000)).why)
        }

    @Test
    fun frames_are_upright_in_every_orientation_of_the_device() {
        assertEquals(listOf(90, 0, 270, 180), listOf(0, 90, 180, 270).map { uprightRotation(90, it, false) })
        assertEquals(listOf(270, 0, 90, 180), listOf(0, 90, 180, 270).map { uprightRotation(270, it, true) })
    }

    @Test
    fun a_touched_point_is_converted_to_the_sensor() {
        val array = Rect(0, 0, 4000, 3000)
        val frame = Size(1280, 720)
        // A touch at the top right of an upright picture, from a sensor that is rotated by 90 degrees.
        val area = focusArea(1f, 0f, 90, frame, array)
        assertTrue(area.left == 0 && area.top < 400 && area.right < 200, "$area")
        val middle = focusArea(0.5f, 0.5f, 270, frame, array)
        assertEquals(2000 to 1500, middle.centerX() to middle.centerY())
    }

    @Test
    fun the_preview_covers_its_view_without_stretching() {
        val matrix = previewMatrix(1000, 1000, Size(1280, 720), sensorDegrees = 90, displayDegrees = 0)
        val corners = floatArrayOf(0f, 0f, 1000f, 1000f)
        matrix.mapPoints(corners)
        val (width, height) = corners[2] - corners[0] to corners[3] - corners[1]
        assertEquals(1000f, width, 0.5f)
        assertEquals(1280f / 720f, height / width, 0.01f)
    }

    @Test
    fun a_camera_that_opens_after_its_screen_was_left_is_closed() {
        val camera = FakeCameraDevice()
        val opens = ArrayBlockingQueue<() -> Unit>(1)
        val session = CameraSession({ _, opened, on -> opens.add { check(on.post { opened.onOpened(camera) }) } }, "0", Size(640, 480), FrameGate(), { 0 }, false)
        session.open()
        val open = checkNotNull(opens.poll(10, TimeUnit.SECONDS))
        session.close()
        Thread.sleep(100)
        open()
        assertTrue(camera.closed.await(10, TimeUnit.SECONDS))
    }

    @Test
    fun an_exception_of_any_kind_ends_the_frames_with_a_reason() =
        runBlocking {
            for (thrown in listOf(RuntimeException("do not disturb"), CameraAccessException(CameraAccessException.CAMERA_DISABLED), SecurityException())) {
                val gate = FrameGate()
                CameraSession({ _, _, _ -> throw thrown }, "0", Size(640, 480), gate, { 0 }, false).use {
                    it.open()
                    assertIs<CameraEvent.Failed>(gate.next(withinMillis = 10_000), "$thrown")
                }
            }
        }

    @Test
    fun the_preview_follows_a_display_that_is_turned_by_180_degrees() {
        val view = TextureView(RuntimeEnvironment.getApplication()).apply { layout(0, 0, 300, 400) }
        var degrees = 0
        val place = PreviewPlace(view, Size(1280, 720), { width, height -> previewMatrix(width, height, Size(1280, 720), 90, degrees) }, {}, {})
        place.onDisplayChanged(0)
        val before = view.getTransform(null)
        degrees = 180
        place.onDisplayChanged(0)
        assertNotEquals(before, view.getTransform(null))
    }

    @Test
    fun without_permission_the_reason_and_the_other_ways_are_shown() {
        val driver = AppDriver(rule)
        val manager = driver.process.getSystemService(CameraManager::class.java)
        val traits = ShadowCameraCharacteristics.newCameraCharacteristics()
        shadowOf(traits).set(CameraCharacteristics.LENS_FACING, CameraMetadata.LENS_FACING_BACK)
        shadowOf(manager).addCamera("0", traits)
        shadowOf(driver.process).denyPermissions(Manifest.permission.CAMERA)
        driver.start().use { scenario ->
            // The camera opens by itself.
            driver.makeVault(until = "paste")
            driver.await("the permission is asked for") {
                var asked = false
                scenario.onActivity { asked = shadowOf(it).lastRequestedPermission != null }
                asked
            }
            scenario.onActivity {
                val asked = shadowOf(it).lastRequestedPermission
                it.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, intArrayOf(-1))
            }
            driver.await("error")
            assertTrue(driver.isSeen("picture") && driver.isSeen("paste") && driver.isSeen("type"))
        }
    }
}

/** A camera that only counts whether it was closed. */
private class FakeCameraDevice : CameraDevice() {
    val closed = CountDownLatch(1)

    override fun close() = closed.countDown()

    override fun getId() = "0"

    override fun createCaptureRequest(templateType: Int): CaptureRequest.Builder = error("not used")

    override fun createReprocessCaptureRequest(inputResult: TotalCaptureResult): CaptureRequest.Builder = error("not used")

    @Deprecated("")
    override fun createCaptureSession(outputs: List<Surface>, callback: CameraCaptureSession.StateCallback, handler: Handler?) = error("not used")

    @Deprecated("")
    override fun createCaptureSessionByOutputConfigurations(outputs: List<OutputConfiguration>, callback: CameraCaptureSession.StateCallback, handler: Handler?) = error("not used")

    @Deprecated("")
    override fun createReprocessableCaptureSession(input: InputConfiguration, outputs: List<Surface>, callback: CameraCaptureSession.StateCallback, handler: Handler?) =
        error("not used")

    @Deprecated("")
    override fun createReprocessableCaptureSessionByConfigurations(
        input: InputConfiguration,
        outputs: List<OutputConfiguration>,
        callback: CameraCaptureSession.StateCallback,
        handler: Handler?,
    ) = error("not used")

    @Deprecated("")
    override fun createConstrainedHighSpeedCaptureSession(outputs: List<Surface>, callback: CameraCaptureSession.StateCallback, handler: Handler?) = error("not used")

    @Deprecated("")
    override fun createCustomCaptureSession(
        input: InputConfiguration?,
        outputs: List<OutputConfiguration>,
        operatingMode: Int,
        callback: CameraCaptureSession.StateCallback,
        handler: Handler?,
    ) = error("not used")
}
