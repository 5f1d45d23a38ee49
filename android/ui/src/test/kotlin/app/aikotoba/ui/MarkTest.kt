@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.dp
import app.aikotoba.ui.parts.Mark
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Canvas
import org.jetbrains.skia.Data
import org.jetbrains.skia.svg.SVGDOM
import java.io.File
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The app's mark is drawn in several places. Its source is `android/icon/aikotoba.svg`. */
class MarkTest {
    private val svg = File("../icon/aikotoba.svg")
    private val paper = Regex("""<rect [^>]*fill="(#\w+)"""").find(svg.readText())!!.groupValues[1]

    @Test
    fun `the screens draw the mark of the file`() =
        runDesktopComposeUiTest(SIDE, SIDE) {
            setContent { MaterialTheme(lightColorScheme(primary = colour(paper), onPrimary = Color.White)) { Mark(SIDE.dp) } }
            val drawn = onRoot().captureToImage().toPixelMap()
            val expected = Bitmap().apply { allocN32Pixels(SIDE, SIDE) }
            Canvas(expected).clear(org.jetbrains.skia.Color.WHITE)
            // The file is 108 units wide.
            SVGDOM(Data.makeFromBytes(svg.readBytes())).render(Canvas(expected).scale(SIDE / 108f, SIDE / 108f))
            var others = 0
            for (x in 0 until SIDE) {
                for (y in 0 until SIDE) {
                    val blue = (expected.getColor(x, y) and 0xff) / 255f
                    // The corners outside of the mark have another colour in the test.
                    if (drawn[x, y].alpha == 1f && abs(drawn[x, y].blue - blue) > 0.3f) others += 1
                }
            }
            assertTrue(others < SIDE * SIDE / 200, "$others points differ")
        }

    @Test
    fun `the launcher and the tile have the shapes of the file`() {
        val bubble = Regex("""<path [^>]*d="([^"]*)"""").find(svg.readText())!!.groupValues[1]
        val dots = Regex("""cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"""").findAll(svg.readText()).map { it.destructured }.toList()
        assertEquals(6, dots.size)
        val holes = dots.map { (x, y, r) -> "M${short(x.toFloat() - r.toFloat())} $y a$r $r 0 1 0 ${short(2 * r.toFloat())} 0 a$r $r 0 1 0 ${short(-2 * r.toFloat())} 0 Z" }
        val expected = (listOf(bubble) + holes).joinToString(" ")
        for (name in listOf("ic_launcher_foreground", "ic_tile")) {
            val drawable = File("../app/src/main/res/drawable/$name.xml").readText()
            assertEquals(expected, Regex("""pathData="([^"]*)"""").find(drawable)!!.groupValues[1], name)
        }
        val colours = File("../app/src/main/res/values/colors.xml").readText()
        assertEquals("#FF${paper.drop(1)}", Regex("""icon_ground">([^<]*)<""").find(colours)!!.groupValues[1])
        val launcher = File("../app/src/main/res/mipmap-anydpi/ic_launcher.xml").readText()
        for (layer in listOf("background", "foreground", "monochrome")) assertTrue("<$layer " in launcher)
    }

    private fun short(number: Float) = "%.1f".format(number)

    private fun colour(text: String) = Color(0xFF000000 or text.drop(1).toLong(16))

    private companion object {
        const val SIDE = 216
    }
}
