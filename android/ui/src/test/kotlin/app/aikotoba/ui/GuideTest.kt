@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import app.aikotoba.core.GuidePage
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.guide.GuideModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlin.test.assertTrue

class GuideTest {
    private val Rig.page get() = app.guides.state?.page

    private val Rig.sentence get() = (page as GuidePage.Step).sentence

    @Test
    fun `the guide leads on one phone from the empty list to the last page`() =
        onApp { test ->
            makeVault()
            touch("guide-open")
            touch("guide-amazon")
            touch("this-phone")
            for (step in listOf("security", "edit", "method")) {
                assertEquals("guide-amazon-$step", sentence)
                touch("guide-next")
            }
            platform.toPaste = AMAZON_KEY
            touch("guide-paste")
            await("accepted")
            test.onNodeWithText("Amazon").assertIsDisplayed()
            touch("accepted")
            touch("guide-continue")
            assertEquals("guide-amazon-backup-method", sentence)
            touch("guide-next")
            touch("guide-next")
            assertIs<GuidePage.Finished>(page)
            test.onNodeWithText(app.speech.say("guide-leftover")).performScrollTo().assertIsDisplayed()
            touch("to-list")
            assertIs<CodesModel>(app.top)
            assertNull(app.guides.state)
        }

    @Test
    fun `going back leads out of the guide from its last page, and one touch continues it later`() =
        onApp {
            makeVault()
            touch("guide-open")
            touch("guide-seller-central")
            touch("another-screen")
            repeat(3) { touch("guide-next") }
            touch("guide-later")
            assertIs<CodesModel>(app.top)
            openAgain()
            await("guide-continue")
            assertIs<CodesModel>(app.top)
            touch("guide-continue")
            await("guide-camera")
            repeat(3) { app.back() }
            assertEquals("guide-seller-central-security", sentence)
            app.back()
            await("another-screen")
            app.back()
            await("guide-amazon")
            app.back()
            assertIs<CodesModel>(app.top)
        }

    @Test
    fun `after a restart at any step of the guide the person is there again`() =
        onApp {
            makeVault()
            touch("guide-open")
            touch("guide-amazon")
            touch("this-phone")
            for (step in listOf("security", "edit", "method", "read-phone")) {
                assertEquals("guide-amazon-$step", sentence)
                restart()
                unlock()
                await("guide-overview")
                assertEquals("guide-amazon-$step", sentence)
                assertIs<GuideModel>(app.top)
                if (step != "read-phone") touch("guide-next")
            }
            platform.toPaste = AMAZON_KEY
            touch("guide-paste")
            await("accepted")
            restart()
            unlock()
            // The code in large type, and not the sentence about it.
            await("accepted")
            touch("accepted")
            touch("guide-continue")
            restart()
            unlock()
            await("guide-overview")
            assertEquals("guide-amazon-backup-method", sentence)
        }

    @Test
    fun `what was copied elsewhere meanwhile is offered, and read only after a touch`() =
        onApp { test ->
            makeVault()
            touch("add")
            test.onNodeWithTag("paste-offer").assertDoesNotExist()
            app.hidden()
            platform.toPaste = "otpauth://totp/Amazon:me%40example.com?secret=$AMAZON_KEY&issuer=Amazon"
            platform.copiedAt = platform.wall + 1_000
            app.shown()
            touch("paste-offer")
            await("accepted")
            assertFalse(app.isPasteOffered)
            assertTrue(platform.isScreenKeptOn, "a code is to be typed")
            touch("accepted")
            touch("to-list")
            assertFalse(platform.isScreenKeptOn)
        }

    @Test
    fun `the guide can be opened when the site rejects the code`() =
        onApp {
            makeVault()
            platform.toPaste = "otpauth://totp/Amazon:me%40example.com?secret=$AMAZON_KEY&issuer=Amazon"
            touch("add")
            touch("paste")
            touch("refused")
            touch("guide")
            assertIs<GuideModel>(app.top)
            assertEquals("guide-amazon-code", sentence)
            touch("guide-show-code")
            await("accepted")
        }

    @Test
    fun `an answer to a doubt opens under its question`() =
        onApp { test ->
            makeVault()
            touch("add")
            touch("topic-SAME_PHONE")
            test.onNodeWithText(app.speech.say("topic-same-phone-answer")).performScrollTo().assertIsDisplayed()
        }

    @Test
    fun `help is searched by a word`() =
        onApp { test ->
            makeVault()
            touch("menu")
            touch("menu-help")
            await("topic-CLOUD_FOLDER")
            type("topics-search", "くらうど")
            await("topic-CLOUD_FOLDER")
            assertEquals(0, test.onAllNodesWithTag("topic-TWO_STEP").fetchSemanticsNodes().size)
        }

    @Test
    fun `each step in Japanese looks as in the documentation`() = shootSteps("ja")

    @Test
    fun `each step in English looks as in the documentation`() = shootSteps("en")

    private fun shootSteps(language: String) =
        onApp(FakePlatform(language)) { test ->
            val pictures = Pictures(File(System.getProperty("shots.dir")).resolve("../../../../../docs/guide").normalize())
            var number = 0

            fun shoot(page: String) = pictures.compare(test, "%d-%s-%s.png".format(++number, page, language))
            makeVault()
            touch("guide-open")
            shoot("site")
            touch("guide-amazon")
            shoot("place")
            touch("this-phone")
            for (step in listOf("security", "edit", "method")) {
                shoot(step)
                touch("guide-next")
            }
            shoot("read-phone")
            platform.toPaste = AMAZON_KEY
            touch("guide-paste")
            await("accepted")
            shoot("code")
            touch("accepted")
            await("guide-continue")
            shoot("code-accepted")
            touch("guide-continue")
            shoot("backup-method")
            touch("guide-next")
            shoot("turn-on")
            touch("guide-next")
            shoot("finished")
        }
}
