package app.aikotoba.desktop

import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.WindowPosition
import androidx.compose.ui.window.WindowState
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.Preferences
import java.awt.Rectangle
import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue

class WindowPlaceTest {
    private val values = HashMap<String, String?>()
    private val preferences =
        object : Preferences {
            override fun read(name: String) = values[name]

            override fun write(name: String, value: String?) {
                values[name] = value
            }
        }
    private val place = WindowPlace(preferences) { listOf(Rectangle(0, 0, 1920, 1080)) }
    private val usual = DpSize(400.dp, 820.dp)

    @Test
    fun `the size and place of the window are remembered`() {
        val left = WindowState(position = WindowPosition(100.dp, 50.dp), size = DpSize(500.dp, 700.dp))
        place.store(left)
        val found = place.restore()
        assertEquals(left.size, found.size)
        assertEquals(left.position, found.position)
    }

    @Test
    fun `a window outside of the screens, or a damaged stored place, gets the default size`() {
        assertEquals(usual, place.restore().size)
        for (stored in listOf("1919 50 500 700", "3000 50 500 700", "100 -900 500 700", "1 2", "a b c d", "0 0 5 5", "0 0 99999 99999", "", "0 0 2147483648 700")) {
            values["window"] = stored
            assertEquals(usual, place.restore().size, stored)
        }
    }

    @Test
    fun `several dropped pictures arrive together, and a dropped backup is restored`() {
        val folder = Files.createTempDirectory("aikotoba")
        val files = listOf("one.png", "two.png").map { folder.resolve(it).toFile().apply { writeText("x") } }
        assertEquals(2, assertIs<Incoming.Several>(incoming(files)).parts.size)
        val backup = folder.resolve("backup.AGE").toFile().apply { writeText("y") }
        assertEquals("backup.AGE", assertIs<Incoming.Backup>(incoming(files + backup)).file.name)
    }

    @Test
    fun `the window's icon is the app's mark`() {
        val icon = windowIcon()
        assertTrue(icon.intrinsicSize.width >= 64)
    }
}
