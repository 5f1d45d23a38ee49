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
    private val walk = Walk(rule)

    @Test
    fun a_pasted_link_gives_a_code_that_is_confirmed() {
        walk.start().use {
            walk.makeVault()
            walk.addByPasting()
            assertTrue(walk.isCodeSeen())
            walk.touch("copy")
            val clip = walk.process.getSystemService(ClipboardManager::class.java).primaryClip!!
            assertEquals(6, clip.getItemAt(0).text.length)
            assertTrue(clip.description.extras.getBoolean("android.content.extra.IS_SENSITIVE"))
            walk.touch("accepted")
            walk.touch("to-list")
            walk.await("accounts")
            assertTrue(walk.isCodeSeen())
        }
    }

    @Test
    fun a_shared_picture_waits_until_the_vault_is_unlocked() {
        val picture = Uri.parse("content://pictures/amazon")
        val share = Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, picture)
        share.setClassName(walk.process, MainActivity::class.java.name)
        shadowOf(walk.process.contentResolver).registerInputStreamSupplier(picture) {
            javaClass.getResourceAsStream("/amazon.png")!!
        }
        walk.start(share).use {
            walk.await("the picture waits") { walk.app.waiting != null }
            // Another app sent it, so it is shown and added only after a confirmation.
            walk.makeVault(until = "choose")
            walk.touch("choose")
            walk.await("accepted")
            assertTrue(walk.isCodeSeen())
        }
    }

    @Test
    fun a_link_is_read_by_the_screen_that_is_open() {
        walk.start().use { scenario ->
            walk.makeVault()
            val link = Intent(Intent.ACTION_VIEW, Uri.parse(LINK))
            lateinit var first: Intent
            scenario.onActivity {
                first = it.intent
                InstrumentationRegistry.getInstrumentation().callActivityOnNewIntent(it, link)
            }
            walk.touch("choose")
            walk.await("accepted")
            assertTrue(walk.isCodeSeen())
            // The scenario recognises its activity by the intent, and would wait without end for one with another intent.
            scenario.onActivity { it.intent = first }
        }
    }
}
