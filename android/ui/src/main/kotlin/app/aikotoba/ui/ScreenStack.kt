package app.aikotoba.ui

import androidx.compose.runtime.mutableStateListOf

/** Which screens lie on each other. */
interface Screens {
    /** The model of the screen on top. */
    val top: Model

    fun push(model: Model)

    /** Puts a screen in the place of the one on top: back leads past it. */
    fun replace(model: Model)

    /** Goes back by one step or screen; `false` when there is none, and the platform's own way out is taken. */
    fun back(): Boolean
}

/** The screens of the app, the one in sight last. */
class ScreenStack : Screens {
    private val stack = mutableStateListOf<Model>()

    override val top: Model get() = stack.last()

    override fun push(model: Model) {
        stack += model
    }

    override fun replace(model: Model) {
        stack.removeAt(stack.lastIndex).close()
        stack += model
    }

    override fun back(): Boolean {
        if (top.stepBack()) return true
        if (stack.size < 2) return false
        drop()
        return true
    }

    /** Back to the first screen, whatever lies on it. */
    fun toFirst() {
        while (stack.size > 1) drop()
    }

    /** Leaves all screens for another. */
    fun startWith(model: Model) {
        stack.forEach { it.close() }
        stack.clear()
        stack += model
    }

    private fun drop() {
        stack.removeAt(stack.lastIndex).close()
        top.shownAgain()
    }
}
