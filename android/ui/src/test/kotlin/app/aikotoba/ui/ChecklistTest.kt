@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import app.aikotoba.core.BackupMethod
import app.aikotoba.core.BannerLead
import app.aikotoba.core.ChecklistPoint
import app.aikotoba.core.Offered
import app.aikotoba.ui.checklist.ChecklistModel
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.enrol.EnrolmentModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotEquals
import kotlin.test.assertNull

/** What follows the first code: the checklist and the clock. */
class ChecklistTest {
    private fun Rig.enrol(label: String, key: String) {
        platform.toPaste = "otpauth://totp/Amazon:$label?secret=$key&issuer=Amazon"
        touch("add")
        touch("paste")
    }

    private val Rig.open: List<ChecklistPoint>
        get() {
            val state = assertIs<ChecklistModel>(app.top).state
            return (state.accounts.flatMap { it.rows } + state.rows).filter { it.isDone == Offered.NO }.map { it.point }
        }

    @Test
    fun `the checklist begins after the site accepted a code, notes the backup method and gets its ticks`() =
        onApp { test ->
            makeVault()
            test.onNodeWithTag("checklist").assertDoesNotExist()
            enrol("shop", AMAZON_KEY)
            touch("accepted")
            touch("to-list")
            touch("checklist")
            assertEquals(listOf(ChecklistPoint.BACKUP_METHOD, ChecklistPoint.TURNED_ON, ChecklistPoint.RECOVERY, ChecklistPoint.BACKUP), open)
            touch("method-voice_call")
            await("method-change")
            assertEquals(BackupMethod.VOICE_CALL, assertIs<ChecklistModel>(app.top).state.accounts.single().backupMethod)
            touch("turned-on")
            await("not-turned-on")
            assertEquals(listOf(ChecklistPoint.RECOVERY, ChecklistPoint.BACKUP), open)
            touch("back")
            test.onNodeWithText(app.speech.say("checklist-line", "open" to 2)).assertIsDisplayed()
        }

    @Test
    fun `another login of a shop gets a name and a colour before its code is shown`() =
        onApp {
            makeVault()
            enrol("shop", AMAZON_KEY)
            touch("accepted")
            touch("to-list")
            enrol("info", AMAZON_KEY.replaceRange(0, 8, "AAAAAAAA"))
            await("login")
            assertEquals(listOf("shop"), assertIs<EnrolmentModel>(app.top).state.login?.others)
            type("login", "出品用")
            touch("colour-3")
            touch("commit")
            touch("accepted")
            touch("to-list")
            val row = assertIs<CodesModel>(app.top).state.rows.last()
            assertEquals("出品用" to 3, row.label to row.colour?.toInt())
        }

    @Test
    fun `the clock is corrected for codes, shown on the list, and ends when the clock is set right`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            val codes = assertIs<CodesModel>(app.top)
            val before = codes.state.rows.single().face
            touch("menu")
            touch("menu-settings")
            touch("correction")
            repeat(2) { touch("later") }
            app.showCodes()
            codes.refresh()
            assertNotEquals(before, codes.state.rows.single().face)
            test.onNodeWithText(app.speech.say("banner-clock-corrected", "seconds" to 60, "way" to "later")).assertIsDisplayed()
            // The device's clock is set one minute forward.
            platform.wall += 61_000
            platform.monotonic += 1_000
            codes.refresh()
            test.waitForIdle()
            assertNull(app.memory.clockCorrection)
            await("message")
            assertEquals(emptyList(), codes.state.banners.filter { it.lead == BannerLead.CLOCK_CORRECTION })
        }
}
