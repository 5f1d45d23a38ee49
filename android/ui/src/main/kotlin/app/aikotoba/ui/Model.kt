package app.aikotoba.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Failure
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * What all models share: work runs on a background thread, ends with the screen, and errors are shown. A constructor may call the vault
 * only within [AppModel.open], which catches errors.
 */
abstract class Model(protected val app: AppModel) {
    /** Ends when the screen is closed. */
    private val scope = CoroutineScope(app.scope.coroutineContext + SupervisorJob(app.scope.coroutineContext[Job]))

    /** Whether the screen was closed. */
    val isClosed get() = !scope.isActive

    /** The last error, until something else is tried. */
    var errorText by mutableStateOf<ErrorText?>(null)
        protected set

    /** Whether something is running that takes a while. */
    var busy by mutableStateOf(false)
        private set

    protected val vault get() = app.vault
    protected val platform get() = app.platform
    protected val now get() = app.platform.wallMillis()

    /** The time for codes. */
    protected val codeNow get() = app.codeTime().now

    /**
     * Does something, unless something else is running. An error is shown on the screen; a locked vault leads to the unlock screen. What is
     * running ends when the screen is closed, except a [change].
     */
    protected fun act(block: suspend () -> Unit) {
        if (begin()) scope.launch { finishing(block) }
    }

    /**
     * Lets the person choose something to read and uses it. The lock does not wait for the choice: if the app was locked meanwhile, the
     * choice is kept as [kept] and shown after unlocking. If the person left the screen, it is dropped.
     */
    protected fun <T : Any> choose(pick: suspend () -> T?, kept: (T) -> Incoming, use: suspend (T) -> Unit) {
        if (!begin()) return
        val locks = app.locks
        app.scope.launch {
            finishing {
                val chosen = pick() ?: return@finishing
                when {
                    !isClosed -> scope.launch { tell { use(chosen) } }.join()
                    app.locks != locks -> app.receive(kept(chosen))
                }
            }
        }
    }

    /** Reads something for the screen, in parallel with what the person does. */
    protected fun load(block: suspend () -> Unit) {
        scope.launch { tell(block) }
    }

    private fun begin(): Boolean {
        if (busy || isClosed) return false
        busy = true
        errorText = null
        return true
    }

    private suspend fun finishing(block: suspend () -> Unit) {
        try {
            tell(block)
        } finally {
            busy = false
            app.lockIfDue()
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

    /** Shows an error, on the next screen if this one was closed meanwhile. */
    internal open fun failed(failure: Failure) {
        when {
            failure is Failure.Locked -> app.askToUnlock()
            failure is Failure.Cancelled -> {}
            isClosed -> app.message = Message(app.speech.tell(failure).happened)
            else -> errorText = app.speech.tell(failure)
        }
    }

    /** Changes the vault and shows a message. A failed change may still have been written, so [show] updates the screen in both cases. */
    protected fun changing(show: () -> Unit, message: Message? = null, block: () -> Unit) =
        act {
            try {
                change(message, block)
            } finally {
                if (!isClosed) show()
            }
        }

    /** Changes the vault and shows a message. It finishes also if the screen is closed meanwhile; what follows is not done then. */
    protected suspend fun <T> change(message: Message? = null, block: () -> T): T {
        val result =
            withContext(NonCancellable) {
                val done =
                    inBackground {
                        try {
                            block()
                        } finally {
                            app.changed()
                        }
                    }
                if (message != null && vault.isUnlocked()) app.message = message
                done
            }
        currentCoroutineContext().ensureActive()
        return result
    }

    /** Shows that the person did not confirm with the device's lock, and that nothing was changed. */
    protected fun keyNotGiven(next: String = "device-key-not-given-next") {
        errorText = ErrorText(say("device-key-not-given"), say("device-key-not-given-safe"), say(next))
    }

    /** Runs a block on a background thread. */
    protected suspend fun <T> inBackground(block: () -> T): T = withContext(app.work) { block() }

    protected fun say(key: String): String = app.speech.say(key)

    protected fun say(key: String, vararg facts: Pair<String, Any>): String = app.speech.say(key, *facts)

    /** Whether touches count only while no other app covers the screen, because it reveals, confirms or erases something. */
    open val isGuarded get() = true

    /** Whether going back would be a step within this screen. Used only for a first screen. */
    open val holdsBack get() = false

    /** Goes back a step within this screen; `false` at the first step. */
    open fun stepBack(): Boolean = false

    /** The screens above this one were closed. */
    open fun shownAgain() {}

    /** An automatic backup was saved, or failed. */
    open fun backupsChanged() {}

    /** The app became visible again with this screen. */
    open fun seenAgain() {}

    /** The screen is closed: ends everything that runs only for it. */
    open fun close() = scope.cancel()
}
