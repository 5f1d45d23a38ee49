package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Failure
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** What all models do alike: work goes off the thread that draws, and what goes wrong is told. */
abstract class Model(protected val app: AppModel) {
    /** What went wrong last, until something else is tried. */
    var trouble by mutableStateOf<Told?>(null)
        protected set

    /** Whether something is going on that takes a while. */
    var busy by mutableStateOf(false)
        private set

    protected val vault get() = app.vault
    protected val platform get() = app.platform
    protected val now get() = app.platform.wallMillis()

    /** Does something; a failure is told on the screen, and a locked vault leads to the unlock screen. */
    protected fun act(block: suspend () -> Unit): Job =
        app.scope.launch {
            busy = true
            trouble = null
            try {
                tell(block)
            } finally {
                busy = false
            }
        }

    /** Does something; a failure is told. */
    protected suspend fun tell(block: suspend () -> Unit) {
        try {
            block()
        } catch (failure: Failure) {
            failed(failure)
        }
    }

    /** Does something that takes no time; a locked vault leads to the unlock screen. */
    protected fun quietly(block: () -> Unit) {
        try {
            block()
        } catch (failure: Failure) {
            failed(failure)
        }
    }

    protected open fun failed(failure: Failure) {
        when (failure) {
            is Failure.Locked -> app.askToUnlock()
            is Failure.Cancelled -> {}
            else -> trouble = app.speech.tell(failure)
        }
    }

    /** Changes the vault, and tells so. What failed may have taken hold all the same: [show] shows what is so either way. */
    protected fun changing(show: () -> Unit, told: Message? = null, block: () -> Unit) =
        act {
            try {
                off(block)
                told?.let { app.message = it }
            } finally {
                app.changed()
                show()
            }
        }

    /** Runs a part off the thread that draws. */
    protected suspend fun <T> off(block: () -> T): T = withContext(app.work) { block() }

    protected fun say(key: String): String = app.speech.say(key)

    protected fun say(key: String, vararg facts: Pair<String, Any>): String = app.speech.say(key, *facts)

    /** Goes back by a step within this screen; `false` when it is at its first. */
    open fun stepBack(): Boolean = false

    /** What lay on this screen is gone. */
    open fun shownAgain() {}

    /** The screen is left: whatever goes on for it alone ends. */
    open fun close() {}
}
