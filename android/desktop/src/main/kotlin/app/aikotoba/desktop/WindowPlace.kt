package app.aikotoba.desktop

import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.WindowPosition
import androidx.compose.ui.window.WindowState
import app.aikotoba.ui.Preferences
import java.awt.GraphicsEnvironment
import java.awt.Rectangle

/** The size and place of the window, stored outside of the vault. */
class WindowPlace(private val preferences: Preferences, private val screens: () -> List<Rectangle> = ::screensOfComputer) {
    /** The stored size and place; the default ones if there are none, or if the window would be invisible. */
    fun restore(): WindowState {
        val stored = preferences.read(NAME).orEmpty().split(',').mapNotNull { it.toIntOrNull() }
        val place = stored.takeIf { it.size == 4 }?.let { (x, y, width, height) -> Rectangle(x, y, width, height) }?.takeIf(::isUsable)
        return if (place == null) {
            WindowState(size = DpSize(400.dp, 820.dp))
        } else {
            WindowState(position = WindowPosition(place.x.dp, place.y.dp), size = DpSize(place.width.dp, place.height.dp))
        }
    }

    /** Whether the size is reasonable and the bar by which the window is moved is within reach. */
    private fun isUsable(place: Rectangle): Boolean {
        val bar = Rectangle(place.x, place.y, place.width, BAR)
        return place.width in MIN_SIZE..MAX_SIZE && place.height in MIN_SIZE..MAX_SIZE &&
            screens().any { it.intersects(bar) && it.intersection(bar).width >= MIN_SIZE / 2 }
    }

    fun store(state: WindowState) {
        val position = state.position
        if (!position.isSpecified || state.isMinimized) return
        val numbers = listOf(position.x.value, position.y.value, state.size.width.value, state.size.height.value)
        preferences.write(NAME, numbers.joinToString(",") { it.toInt().toString() })
    }

    private companion object {
        const val NAME = "window"
        const val MIN_SIZE = 240
        const val MAX_SIZE = 10_000
        const val BAR = 30
    }
}

private fun screensOfComputer(): List<Rectangle> = GraphicsEnvironment.getLocalGraphicsEnvironment().screenDevices.map { it.defaultConfiguration.bounds }
