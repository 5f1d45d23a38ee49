package app.aikotoba.android

import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.test.platform.app.InstrumentationRegistry
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The main job on the real screens with the real core. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class MainJobTest {
    @get:Rule val rule = createEmptyComposeRule()
    private val driver = AppDriver(rule)

    @Test
    fun a_pasted_link_gives_a_code_that_is_confirmed() {
        driver.start().use {
            driver.makeVault()
            driver.addByPasting()
            assertTrue(driver.isCodeSeen())
            driver.touch("copy")
            val clip = driver.process.getSystemService(ClipboardManager::class.java).primaryClip!!
            assertEquals(6, clip.getItemAt(0).text.length)
            assertTrue(clip.description.extras.getBoolean("android.content.extra.IS_SENSITIVE"))
            driver.touch("accepted")
            driver.touch("to-list")
            driver.await("accounts")
            assertTrue(driver.isCodeSeen())
        }
    }

    @Test
    fun a_shared_picture_waits_until_the_vault_is_unlocked() {
        val picture = Uri.parse("content://pictures/amazon")
        val share = Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, picture)
        share.setClassName(driver.process, MainActivity::class.java.name)
        shadowOf(driver.process.contentResolver).registerInputStreamSupplier(picture) {
            javaClass.getResourceAsStream("/amazon.png")!!
        }
        driver.start(share).use {
            driver.await("the picture waits") { driver.app.waiting != null }
            // Another app sent it, so it is shown and added only after a confirmation.
            driver.makeVault(until = "choose")
            driver.touch("choose")
            driver.await("accepted")
            assertTrue(driver.isCodeSeen())
        }
    }

    @Test
    fun a_link_is_read_by_the_screen_that_is_open() {
        driver.start().use { scenario ->
            driver.makeVault()
            val link = Intent(Intent.ACTION_VIEW, Uri.parse(LINK))
            lateinit var first: Intent
            scenario.onActivity {
                first = it.intent
                InstrumentationRegistry.getInstrumentation().callActivityOnNewIntent(it, link)
            }
            driver.touch("choose")
            driver.await("accepted")
            assertTrue(driver.isCodeSeen())
            // The scenario recognises its activity by the intent, and would wait without end for one with another intent.
            scenario.onActivity { it.intent = first }
        }
    }
}
