package app.aikotoba.ui

import androidx.compose.runtime.mutableStateListOf

/** The stack of screens. */
interface Screens {
    /** The model of the screen on top. */
    val top: Model

    fun push(model: Model)

    /** Replaces the screen on top; going back skips the replaced one. */
    fun replace(model: Model)

    /** Whether [back] stays in the app. If not, the system shows where it leads while the person swipes. */
    val canGoBack: Boolean

    /** Goes back one step or screen. Returns `false` if there is none; then the platform closes the app. */
    fun back(): Boolean
}

/** The stack of screens, the visible one last. */
class ScreenStack : Screens {
    private val stack = mutableStateListOf<Model>()

    override val top: Model get() = stack.last()

    override val canGoBack get() = stack.size > 1 || top.holdsBack

    override fun push(model: Model) {
        stack += model
    }

    override fun replace(model: Model) {
        stack.removeAt(stack.lastIndex).close()
        stack += model
    }

    /** The screens, the visible one last. */
    val all: List<Model> get() = stack

    override fun back(): Boolean {
        if (top.stepBack()) return true
        if (stack.size < 2) return false
        drop()
        return true
    }

    /** Goes back to the first screen. */
    fun closeAllButFirst() {
        while (stack.size > 1) drop()
    }

    /** Replaces all screens by one. */
    fun startWith(model: Model) {
        stack.forEach { if (it !== model) it.close() }
        stack.clear()
        stack += model
    }

    private fun drop() {
        stack.removeAt(stack.lastIndex).close()
        top.shownAgain()
    }
}
