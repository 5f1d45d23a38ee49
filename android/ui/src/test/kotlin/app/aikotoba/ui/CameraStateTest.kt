@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onNodeWithTag
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.scan.pointInPicture
import app.aikotoba.ui.scan.pointInView
import kotlinx.coroutines.flow.flow
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** A camera that fails until it is allowed, or until another app releases it. */
private class HinderedCamera(var why: CameraError?) : Camera {
    var asked = 0
    var isLit = false
    override val hasTorch = true
    override val isAllowed get() = why != CameraError.NOT_ALLOWED

    override fun frames() =
        flow {
            asked += 1
            isLit = false
            val failed = why?.let { CameraEvent.Failed(it) }
            emit(failed ?: CameraEvent.Frame(Luma(ByteArray(64 * 64), 64, 64, 64, 0)))
        }

    override fun setTorch(on: Boolean) {
        isLit = on
    }

    override fun focusAt(x: Float, y: Float) = Unit

    @Composable
    override fun Preview(modifier: Modifier) = Unit
}

class CameraStateTest {
    @Test
    fun `a camera that was allowed in the settings works when the person comes back`() {
        val camera = HinderedCamera(CameraError.NOT_ALLOWED)
        onApp(FakePlatform().apply { this.camera = camera }) { test ->
            makeVault()
            camera.asked = 0
            touch("add")
            await("error")
            // The permission is still denied: the person is not asked again.
            app.shown()
            test.waitForIdle()
            assertEquals(1, camera.asked)
            camera.why = null
            app.shown()
            await("view")
            test.onNodeWithTag("error").assertDoesNotExist()
        }
    }

    @Test
    fun `a camera that another app uses can be tried again`() {
        val camera = HinderedCamera(CameraError.IN_USE)
        onApp(FakePlatform().apply { this.camera = camera }) { test ->
            makeVault()
            camera.asked = 0
            touch("add")
            touch("camera-again")
            test.waitUntil("it was tried", Rig.TIMEOUT_MILLIS) { camera.asked == 2 }
            await("error")
            camera.why = null
            touch("camera-again")
            await("view")
        }
    }

    @Test
    fun `the light is off, and the button says so, when the screen is opened again`() {
        val camera = HinderedCamera(null)
        onApp(FakePlatform().apply { this.camera = camera }) { _ ->
            makeVault()
            touch("add")
            touch("torch")
            assertTrue(camera.isLit)
            app.back()
            touch("add")
            await("torch")
            val live = (app.top as ScanModel).live
            assertEquals(camera.isLit, live.torch)
            touch("torch")
            assertTrue(camera.isLit && live.torch)
        }
    }

    @Test
    fun `a touched point is converted to the picture, of which the view shows a part`() {
        val view = Size(400f, 400f)
        val upright = Size(720f, 1280f)
        // Only the middle of the picture's height is visible.
        assertEquals(Offset(0.5f, 0.5f), pointInPicture(Offset(200f, 200f), view, upright, false))
        assertEquals(0.21875f, pointInPicture(Offset(0f, 0f), view, upright, false).y, 0.001f)
        for (isMirrored in listOf(false, true)) {
            val at = pointInView(0.25f, 0.4f, view, upright, isMirrored)
            val back = pointInPicture(at, view, upright, isMirrored)
            assertEquals(0.25f, back.x, 0.001f)
            assertEquals(0.4f, back.y, 0.001f)
        }
        assertEquals(300f, pointInView(0.25f, 0.5f, view, upright, true).x, 0.5f)
    }
}
