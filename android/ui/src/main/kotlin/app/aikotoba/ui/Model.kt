package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Failure
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** What all models share: work runs on a background thread, and errors are shown. */
abstract class Model(protected val app: AppModel) {
    /** The last error, until something else is tried. */
    var trouble by mutableStateOf<ErrorText?>(null)
        protected set

    /** Whether something is running that takes a while. */
    var busy by mutableStateOf(false)
        private set

    protected val vault get() = app.vault
    protected val platform get() = app.platform
    protected val now get() = app.platform.wallMillis()

    /** The time for codes. */
    protected val codeNow get() = app.codeTime().now

    /** Does something. An error is shown on the screen; a locked vault leads to the unlock screen. */
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

    /** Does something. An error is shown. */
    protected suspend fun tell(block: suspend () -> Unit) {
        try {
            block()
        } catch (failure: Failure) {
            failed(failure)
        }
    }

    /** Does something fast. A locked vault leads to the unlock screen. */
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

    /** Changes the vault and shows a message. A failed change may still have been written, so [show] updates the screen in both cases. */
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

    /** Runs a block on a background thread. */
    protected suspend fun <T> off(block: () -> T): T = withContext(app.work) { block() }

    protected fun say(key: String): String = app.speech.say(key)

    protected fun say(key: String, vararg facts: Pair<String, Any>): String = app.speech.say(key, *facts)

    /** Goes back a step within this screen; `false` at the first step. */
    open fun stepBack(): Boolean = false

    /** The screens above this one were closed. */
    open fun shownAgain() {}

    /** The screen is closed: ends everything that runs only for it. */
    open fun close() {}
}
