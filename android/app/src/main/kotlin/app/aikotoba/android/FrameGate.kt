package app.aikotoba.android

import app.aikotoba.ui.CameraEvent
import app.aikotoba.ui.CameraRefusal
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.withTimeoutOrNull
import java.util.concurrent.atomic.AtomicBoolean

/**
 * Between a camera, which does not wait, and whoever looks at its frames: one frame is in flight, and those that
 * come meanwhile are not even copied.
 */
class FrameGate {
    private val wanted = AtomicBoolean(false)
    private val events = Channel<CameraEvent>(Channel.UNLIMITED)

    /** The next frame, or why there is none; `null` when nothing came in this time. */
    suspend fun next(withinMillis: Long): CameraEvent? {
        wanted.set(true)
        return withTimeoutOrNull(withinMillis) { events.receive() }
    }

    /** Hands over a frame if somebody waits for one; only then it is made. */
    fun offer(make: () -> CameraEvent.Frame) {
        if (wanted.compareAndSet(true, false)) events.trySend(make())
    }

    /** There will be no more frames. */
    fun refuse(why: CameraRefusal) {
        events.trySend(CameraEvent.Refused(why))
    }
}
