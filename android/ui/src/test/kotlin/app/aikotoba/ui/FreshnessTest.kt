@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import app.aikotoba.core.BannerLead
import app.aikotoba.ui.codes.CodesModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** A vault that is not the one opened last. */
class FreshnessTest {
    private val other = "0".repeat(32) + " 5"

    private fun Rig.leads() = app.vault.codesState(app.clock.evidence(), platform.wall).banners.map { it.lead }

    @Test
    fun `another vault is reported after each unlocking until it is accepted`() =
        onApp { test ->
            makeVault()
            app.memory.mark = other
            for (leave in listOf({ touch("decide-later") }, { assertTrue(app.back()) })) {
                openAgain()
                await("accept-vault")
                test.onNodeWithText("前とは別の保管庫です").assertIsDisplayed()
                leave()
                await("banner-lead")
                assertEquals(BannerLead.ACCEPT_OTHER, leads().first())
            }
            // Changing it does not change which vault is remembered.
            keep("Amazon" to "shop")
            app.changed()
            assertEquals(other, app.memory.mark)
            openAgain()
            touch("accept-vault")
            await("accounts")
            assertNotEquals(other, app.memory.mark)
            assertFalse(BannerLead.ACCEPT_OTHER in leads())
            openAgain()
            await("accounts")
        }

    @Test
    fun `an older copy is reported on its own screen`() =
        onApp { test ->
            makeVault()
            val (id) = app.memory.mark!!.split(' ')
            app.memory.mark = "$id 99"
            openAgain()
            await("accept-vault")
            test.onNodeWithText("前より古い保管庫です").assertIsDisplayed()
            touch("decide-later")
            await("banner-lead")
            assertEquals(BannerLead.ACCEPT_OLDER, leads().first())
            assertTrue(app.memory.mark!!.startsWith("$id 99"))
        }

    @Test
    fun `content from another app waits until the question is left`() =
        onApp { test ->
            makeVault()
            app.memory.mark = other
            app.lock()
            app.receive(Incoming.Text("otpauth://totp/GitHub:me?secret=$RFC_KEY"))
            unlock()
            await("accept-vault")
            app.receive(Incoming.Text("otpauth://totp/GitHub:you?secret=$RFC_KEY"))
            test.waitForIdle()
            test.onNodeWithTag("accept-vault").assertIsDisplayed()
            touch("decide-later")
            await("add-all")
            test.onNodeWithText("you").assertIsDisplayed()
            assertNull(app.waiting)
        }

    @Test
    fun `a new vault replaces the remembered one`() =
        onApp {
            app.memory.mark = other
            makeVault()
            assertIs<CodesModel>(app.top)
            assertFalse(BannerLead.ACCEPT_OTHER in leads())
        }
}
