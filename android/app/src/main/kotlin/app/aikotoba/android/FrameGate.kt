package app.aikotoba.android

import app.aikotoba.ui.CameraError
import app.aikotoba.ui.CameraEvent
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.withTimeoutOrNull
import java.util.concurrent.atomic.AtomicBoolean

/**
 * Connects a camera, which does not wait, with the reader of its frames. One frame is processed at a time; frames that come meanwhile are
 * dropped without being copied.
 */
class FrameGate {
    private val wanted = AtomicBoolean(false)
    private val events = Channel<CameraEvent>(Channel.UNLIMITED)

    /** The next frame, or the reason why there is none; `null` if nothing came in this time. */
    suspend fun next(withinMillis: Long): CameraEvent? {
        wanted.set(true)
        return withTimeoutOrNull(withinMillis) { events.receive() }
    }

    /** Passes on a frame if the reader waits for one; only then [make] is called. */
    fun offer(make: () -> CameraEvent.Frame) {
        if (wanted.compareAndSet(true, false)) events.trySend(make())
    }

    /** Ends the frames with a reason. */
    fun refuse(why: CameraError) {
        events.trySend(CameraEvent.Failed(why))
    }
}
