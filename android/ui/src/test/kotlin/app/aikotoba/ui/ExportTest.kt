@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import app.aikotoba.core.ExportStep
import app.aikotoba.core.Importing
import app.aikotoba.core.PlaceFailure
import app.aikotoba.core.placeFailure
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.exporting.ExportModel
import app.aikotoba.ui.unlock.UnlockModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** All accounts for another app or on paper. */
class ExportTest {
    private val Rig.model get() = app.top as ExportModel

    private fun Rig.export(target: String, accounts: Int = 2) {
        makeVault()
        keep(*Array(accounts) { "Site ${it + 1}" to "me" })
        touch("menu")
        touch("menu-export")
        touch("export-$target")
    }

    /** Answers the second warning with a password. */
    private fun Rig.confirm(password: String = PASSWORD) {
        touch("export-go-on")
        type("password", password)
        touch("export-go-on")
    }

    @Test
    fun `a file is saved after two warnings and the password, and can be imported again`() =
        onApp { test ->
            export("aegis")
            test.onNodeWithText(app.speech.say("export-warning-file")).assertIsDisplayed()
            touch("export-go-on")
            test.onNodeWithText(app.speech.say("export-confirm-file")).assertIsDisplayed()
            test.onNodeWithTag("export-go-on").assertIsNotEnabled()
            assertNull(platform.saved)
            type("password", "mistyped")
            touch("export-go-on")
            await("error")
            assertNull(platform.saved)
            assertEquals("", model.proof.typed)
            type("password", PASSWORD)
            touch("export-go-on")
            await("export-saved")
            val (name, content) = assertNotNull(platform.saved)
            assertEquals("aikotoba-export-aegis.json", name)
            val importing = Importing.fresh().apply { add(content) }
            assertEquals(2u, importing.finish(app.vault, platform.wall).state().alreadyThere)
            touch("export-close")
            assertIs<CodesModel>(app.top)
        }

    @Test
    fun `every exported file has its format`() =
        onApp {
            makeVault()
            keep("Amazon" to "shop")
            val begins = mapOf("twofas" to "{\"services\":[", "text" to "otpauth://totp/Amazon", "sheet" to "<!DOCTYPE html>")
            for ((target, begin) in begins) {
                platform.saved = null
                touch("menu")
                touch("menu-export")
                touch("export-$target")
                confirm()
                await("export-saved")
                val text = assertNotNull(platform.saved).second.decodeToString()
                assertTrue(text.startsWith(begin), target)
                app.back()
            }
        }

    @Test
    fun `Google's QR codes are shown one after the other and are gone afterwards`() =
        onApp { test ->
            export("google", accounts = 11)
            confirm()
            await("qr")
            test.onNodeWithText(app.speech.say("export-code-number", "number" to 1, "total" to 2)).assertIsDisplayed()
            test.onNodeWithTag("export-previous").assertIsNotEnabled()
            val first = assertNotNull(model.matrix)
            touch("export-next")
            assertFalse(first.modules.contentEquals(assertNotNull(model.matrix).modules))
            test.onNodeWithTag("export-next").assertIsNotEnabled()
            touch("export-previous")
            assertTrue(first.modules.contentEquals(assertNotNull(model.matrix).modules))
            val shown = model
            assertNull(platform.saved)
            touch("back")
            assertNull(shown.matrix)
            assertEquals(ExportStep.CHOOSE, model.state.step)
        }

    @Test
    fun `what a format cannot contain is listed before anything is written`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            val slow = "otpauth://totp/Slow:me?secret=$RFC_KEY&period=60".toByteArray()
            val importing = Importing.fresh().apply { add(slow) }
            importing.finish(app.vault, platform.wall).apply(app.vault, platform.wall)
            app.showCodes()
            touch("menu")
            touch("menu-export")
            touch("export-google")
            test.onNodeWithText(app.speech.say("export-extent", "accounts" to 1, "total" to 2)).assertIsDisplayed()
            test.onNodeWithText("Slow:me", substring = true).performScrollTo().assertIsDisplayed()
            assertNull(platform.saved)
        }

    @Test
    fun `an empty vault has nothing to export`() =
        onApp { test ->
            makeVault()
            touch("menu")
            touch("menu-export")
            test.onNodeWithText(app.speech.say("export-nothing")).assertIsDisplayed()
            assertEquals(0, test.onAllNodesWithTag("export-aegis").fetchSemanticsNodes().size)
        }

    @Test
    fun `a file that cannot be written is reported, and after a cancelled choice the question stays`() =
        onApp { test ->
            export("text")
            platform.savesFile = { throw FolderFailure(FolderFailure.Reason.FULL) }
            confirm()
            await("error")
            assertEquals(app.speech.tell(placeFailure(PlaceFailure.FULL)).happened, model.errorText?.happened)
            platform.savesFile = { false }
            type("password", PASSWORD)
            touch("export-go-on")
            test.waitUntil(timeoutMillis = Rig.TIMEOUT_MILLIS) { !model.busy && model.errorText == null }
            assertEquals(ExportStep.CONFIRM, model.state.step)
        }

    @Test
    fun `after a wrong password the vault stays locked`() =
        onApp {
            export("aegis")
            confirm("mistyped")
            await("error")
            app.back()
            app.back()
            assertIs<UnlockModel>(app.top)
            assertNull(platform.saved)
        }

    @Test
    fun `the pages in Japanese look as in the documentation`() = shoot("ja")

    @Test
    fun `the pages in English look as in the documentation`() = shoot("en")

    private fun shoot(language: String) =
        onApp(FakePlatform(language)) { test ->
            val pictures = Pictures(File(System.getProperty("shots.dir")))
            makeVault()
            keep("Amazon" to "shop")
            touch("menu")
            touch("menu-export")
            pictures.compare(test, "export-targets-$language.png")
            touch("export-aegis")
            pictures.compare(test, "export-review-$language.png")
            touch("export-go-on")
            pictures.compare(test, "export-confirm-$language.png")
        }
}
