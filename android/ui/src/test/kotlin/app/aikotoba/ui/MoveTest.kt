@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import app.aikotoba.core.exportGuides
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.guide.GuideModel
import app.aikotoba.ui.moving.MoveModel
import app.aikotoba.ui.restore.RestoreModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull

class MoveTest {
    /** A file made by the project's own generator, with the password that it uses. */
    private fun export(name: String) = PickedFile(name.substringAfter('/'), File("../../tests/vectors/import/$name").readBytes())

    private fun Rig.pick(app: String, file: PickedFile) {
        makeVault()
        touch("move")
        platform.file = file
        touch("move-$app")
        touch("move-pick-file")
    }

    @Test
    fun `an encrypted file is opened with its password after a wrong one, previewed, imported and undone`() =
        onApp { test ->
            pick("aegis", export("aegis/sealed.json"))
            type("password", "wrong")
            touch("move-open")
            test.waitUntil(timeoutMillis = Rig.TIMEOUT_MILLIS) { (app.top as? MoveModel)?.errorText != null }
            assertEquals("", (app.top as MoveModel).password)
            assertEquals(app.speech.say("error-sealed-password-or-damage"), app.top.errorText?.happened)
            type("password", "correct horse")
            touch("move-open")
            await("plan-row")
            assertIs<RestoreModel>(app.top)
            touch("apply")
            await("restored")
            test.onNodeWithText(app.speech.say("plan-keep-app")).performScrollTo().assertIsDisplayed()
            touch("to-list")
            assertIs<CodesModel>(app.top)
        }

    @Test
    fun `the first start leads to the apps after a password and the recovery code`() =
        onApp {
            touch("begin-move")
            typeTwice()
            touch("make")
            touch("noted")
            await("move-google")
            assertIs<MoveModel>(app.top)
        }

    @Test
    fun `a file that is not opened is left out and named in the preview`() =
        onApp { test ->
            pick("aegis", export("aegis/sealed.json"))
            touch("move-without")
            test.waitUntil(timeoutMillis = Rig.TIMEOUT_MILLIS) { app.top is RestoreModel }
            val plan = assertNotNull((app.top as RestoreModel).plan)
            assertEquals(emptyList(), plan.rows)
            assertEquals(1, plan.refused.size)
        }

    @Test
    fun `a file without a password leads to the preview at once`() =
        onApp { test ->
            pick("2fas", export("2fas/schema-4.2fas"))
            await("plan-row")
            assertIs<RestoreModel>(app.top)
            test.onAllNodesWithTag("password").fetchSemanticsNodes().also { assertEquals(0, it.size) }
        }

    @Test
    fun `a file that is no export says so, and another file can be chosen`() =
        onApp { test ->
            pick("other", PickedFile("notes.txt", "no export".toByteArray()))
            test.waitUntil(timeoutMillis = Rig.TIMEOUT_MILLIS) { app.top is RestoreModel }
            assertEquals(1, (app.top as RestoreModel).plan?.refused?.size)
            app.back()
            assertIs<CodesModel>(app.top)
        }

    @Test
    fun `a file that was chosen before the vault was locked is read after unlocking`() =
        onApp {
            pick("aegis", export("aegis/sealed.json"))
            await("move-open")
            openAgain()
            await("move-open")
            assertEquals("sealed.json", (app.top as MoveModel).sealed?.name)
            app.back()
            openAgain()
            await("the list") { app.top is CodesModel }
            // The vault is locked while the picker is open.
            touch("move")
            touch("move-2fas")
            platform.picking = { app.lock() }
            platform.file = export("2fas/schema-4.2fas")
            touch("move-pick-file")
            platform.picking = {}
            unlock()
            await("plan-row")
            assertIs<RestoreModel>(app.top)
        }

    @Test
    fun `an export without accounts is named as such and nothing can be added`() =
        onApp { test ->
            val empty = """{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":[],"groups":[]}}"""
            pick("aegis", PickedFile("aegis.json", empty.toByteArray()))
            await("apply")
            test.onNodeWithTag("apply").assertIsNotEnabled()
            val refused = assertNotNull((app.top as RestoreModel).plan).refused.single()
            assertEquals("aegis.json" to "import-empty-export", refused.name to refused.why.code)
            test.onNodeWithText(app.speech.say(refused.why), substring = true).performScrollTo().assertIsDisplayed()
        }

    @Test
    fun `going back leads from the password to the steps, to the apps, to the list`() =
        onApp {
            pick("aegis", export("aegis/sealed.json"))
            await("move-open")
            app.back()
            await("move-pick-file")
            assertNull((app.top as MoveModel).sealed)
            app.back()
            await("move-google")
            app.back()
            assertIs<CodesModel>(app.top)
        }

    @Test
    fun `every app has its page, and one without an export leads to setting up again`() =
        onApp {
            makeVault()
            touch("menu")
            touch("menu-move")
            for (guide in exportGuides()) {
                touch("move-${guide.app}")
                for (action in guide.actions) await("move-${action.name.lowercase().replace('_', '-')}")
                app.back()
            }
            touch("move-microsoft")
            touch("move-set-up-again")
            assertIs<GuideModel>(app.top)
        }

    @Test
    fun `the pages in Japanese look as in the documentation`() = shoot("ja")

    @Test
    fun `the pages in English look as in the documentation`() = shoot("en")

    private fun shoot(language: String) =
        onApp(FakePlatform(language)) { test ->
            val pictures = Pictures(File(System.getProperty("shots.dir")))
            makeVault()
            touch("move")
            pictures.compare(test, "move-apps-$language.png")
            touch("move-google")
            pictures.compare(test, "move-google-$language.png")
            app.back()
            platform.file = export("aegis/sealed.json")
            touch("move-aegis")
            pictures.compare(test, "move-aegis-$language.png")
            touch("move-pick-file")
            await("move-open")
            pictures.compare(test, "move-password-$language.png")
        }
}
