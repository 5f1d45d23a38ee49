package app.aikotoba.android

import android.graphics.Bitmap
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onRoot
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File
import kotlin.test.assertTrue

/** Pictures of the real screens as Android draws them, in `target/shots`, for checking by eye. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [36])
class ScreenshotTest {
    @get:Rule val rule = createEmptyComposeRule()
    private val driver = AppDriver(rule)

    @Test
    fun in_japanese() = walkWithPictures("ja")

    @Test
    fun in_english_dark_and_large() {
        RuntimeEnvironment.setQualifiers("en-w390dp-h760dp-night-xhdpi")
        RuntimeEnvironment.setFontScale(2f)
        walkWithPictures("en-dark-large")
    }

    private fun walkWithPictures(name: String) {
        driver.start().use {
            driver.await("begin")
            picture("$name-start")
            driver.makeVault()
            driver.addByPasting()
            picture("$name-code")
            driver.touch("accepted")
            driver.touch("to-list")
            driver.await("accounts")
            picture("$name-list")
        }
    }

    private fun picture(name: String) {
        val bitmap = rule.onRoot().captureToImage().asAndroidBitmap()
        val file = File("target/shots/$name.png").apply { parentFile?.mkdirs() }
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
        val colours = (0 until bitmap.height step 7).flatMap { y -> (0 until bitmap.width step 7).map { bitmap.getPixel(it, y) } }
        assertTrue(colours.toSet().size > 20, "$name is drawn")
    }
}
