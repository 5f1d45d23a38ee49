@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onRoot
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.IRect
import org.jetbrains.skia.Image
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs
import kotlin.test.fail

/** Pictures of screens in a folder of the repository. `-Dshots.update=true` writes them again. */
class Pictures(private val folder: File) {
    private val isUpdate = System.getProperty("shots.update") == "true"

    /** Compares a screen with its picture. The node with the tag [random] is painted over, because it differs each time. */
    fun compare(test: DesktopComposeUiTest, name: String, random: String? = null) {
        test.waitForIdle()
        test.mainClock.advanceTimeBy(2_000)
        val bitmap = test.onRoot().captureToImage().asSkiaBitmap()
        for (node in random?.let { test.onAllNodesWithTag(it).fetchSemanticsNodes() }.orEmpty()) {
            val bounds = node.boundsInRoot
            val area = IRect.makeLTRB(bounds.left.toInt(), bounds.top.toInt(), bounds.right.toInt(), bounds.bottom.toInt())
            bitmap.erase(PAINT, area)
        }
        val image = Image.makeFromBitmap(bitmap)
        val png = image.encodeToData(EncodedImageFormat.PNG)!!.bytes
        val known = File(folder, name)
        if (isUpdate || !known.exists()) {
            folder.mkdirs()
            known.writeBytes(png)
            if (!isUpdate) fail("$name was not there; it is now: look at it")
            return
        }
        val difference = differenceOf(ImageIO.read(png.inputStream()), ImageIO.read(known))
        if (difference > TOLERANCE) {
            File("target/shots").apply { mkdirs() }.resolve(name).writeBytes(png)
            fail("$name differs in %.2f %% of its pixels: see target/shots".format(difference * 100))
        }
    }

    /** The share of pixels that differ visibly. */
    private fun differenceOf(one: BufferedImage, other: BufferedImage): Double {
        if (one.width != other.width || one.height != other.height) return 1.0
        var different = 0
        for (y in 0 until one.height) {
            for (x in 0 until one.width) {
                val (a, b) = one.getRGB(x, y) to other.getRGB(x, y)
                val far = listOf(16, 8, 0).maxOf { abs((a shr it and 0xff) - (b shr it and 0xff)) }
                if (far > VISIBLE) different++
            }
        }
        return different.toDouble() / (one.width * one.height)
    }

    private companion object {
        const val TOLERANCE = 0.01
        const val VISIBLE = 24
        const val PAINT = 0xff_80_80_80.toInt()
    }
}
