package app.aikotoba.ui

import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEvent
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.isCtrlPressed
import androidx.compose.ui.input.key.isMetaPressed
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.type
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.enrol.EnrolmentModel

/**
 * The keys of a keyboard that work on every screen, unless a field used them: Escape goes back, Ctrl+F searches the list, Ctrl+C copies the code
 * if only one is meant. On a Mac, the command key is Ctrl. Returns whether something was done.
 */
fun AppModel.press(event: KeyEvent): Boolean {
    if (event.type != KeyEventType.KeyDown) return false
    val isCommand = event.isCtrlPressed || event.isMetaPressed
    return when {
        event.key == Key.Escape -> back()
        isCommand && event.key == Key.F -> (top as? CodesModel)?.openSearch() ?: false
        isCommand && event.key == Key.C -> copyMeant()
        else -> false
    }
}

private fun AppModel.copyMeant(): Boolean {
    val screen = top
    when {
        screen is EnrolmentModel -> screen.copy()
        screen is CodesModel && screen.state.rows.size == 1 -> screen.touch(screen.state.rows.single())
        else -> return false
    }
    return true
}
