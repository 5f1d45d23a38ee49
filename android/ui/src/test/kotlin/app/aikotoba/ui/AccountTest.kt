@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.click
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTouchInput
import app.aikotoba.core.Setting
import app.aikotoba.ui.account.ShareModel
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.unlock.UnlockModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull

/** The actions on one account of the list. */
class AccountTest {
    private fun Rig.rows() = (app.top as CodesModel).state.rows

    /** Opens sharing of an account and types this password. */
    private fun Rig.shareWith(password: String) {
        makeVault()
        keep("Amazon" to "shop")
        touch("row-menu")
        touch("row-share")
        touch("for-staff")
        type("password", password)
        touch("show")
    }

    @Test
    fun `an account gets another name and a group`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            touch("row-menu")
            touch("row-edit")
            type("label", "仕入れ")
            type("group", "お店")
            touch("save")
            await("accounts")
            test.onNodeWithText("仕入れ").assertIsDisplayed()
            assertEquals(listOf("お店"), rows().single().groups)
        }

    @Test
    fun `an account is put into several groups and taken out of one`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            touch("row-menu")
            touch("row-edit")
            test.onNodeWithTag("group-add").assertIsNotEnabled()
            for (name in listOf("店", " 仕入れ ", "店")) {
                type("group", name)
                touch("group-add")
            }
            type("group", "家")
            touch("save")
            await("accounts")
            assertEquals(listOf("店", "仕入れ", "家"), rows().single().groups)
            touch("row-menu")
            touch("row-edit")
            test.onNodeWithText("店").assertIsSelected().performClick()
            touch("save")
            await("accounts")
            assertEquals(listOf("仕入れ", "家"), rows().single().groups)
            (app.top as CodesModel).showGroup("家")
            assertEquals("shop", rows().single().label)
        }

    @Test
    fun `a pinned account comes first`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "one", "GitHub" to "two")
            test.onAllNodesWithTag("row-menu")[1].performTouchInput { click() }
            touch("row-favourite")
            test.waitUntil("the favourite is first", Rig.TIMEOUT_MILLIS) { rows().first().label == "two" }
        }

    @Test
    fun `touching a hidden code shows only that code`() =
        onApp { test ->
            makeVault()
            // RFC 6238, appendix B: at 59 s the last six digits are 287082.
            platform.wall = 59_000
            app.vault.chooseSetting(Setting.HIDE_CODES, "setting-hide-codes-on")
            keep("Amazon" to "one", "GitHub" to "two")
            test.onNodeWithContentDescription("2 8 7, 0 8 2").assertDoesNotExist()
            test.onAllNodesWithTag("account").onFirst().performTouchInput { click() }
            test.waitForIdle()
            test.onNodeWithContentDescription("2 8 7, 0 8 2").assertIsDisplayed()
            assertNull(platform.copied)
        }

    @Test
    fun `an account is shared as a QR code after unlocking again`() =
        onApp { test ->
            shareWith("mistyped")
            await("error")
            assertNull((app.top as ShareModel).matrix)
            type("password", PASSWORD)
            touch("show")
            await("qr")
            assertNotNull((app.top as ShareModel).matrix)
            type("holder", "田中")
            touch("note-holder")
            test.waitUntil("it is noted", Rig.TIMEOUT_MILLIS) { (app.top as ShareModel).isNoted }
            touch("hide")
            test.onNodeWithTag("qr").assertDoesNotExist()
            app.back()
            assertNull((app.top as ShareModel).purpose)
            app.back()
            val note = app.vault.accountState(rows().single().id).details.note
            assertEquals("QRコードで渡した相手: 田中", note)
        }

    @Test
    fun `a vault without a password asks for the device's lock before a key is shown`() =
        onApp(FakePlatform().apply { deviceKeys = FakeKeys(DeviceKeyStatus.ABSENT) }) {
            touch("begin")
            await("paste")
            keep("Amazon" to "shop")
            touch("row-menu")
            touch("row-share")
            touch("for-new_phone")
            touch("show")
            await("qr")
        }

    @Test
    fun `a declined screen lock is reported, and no key is shown`() {
        val keys = FakeKeys(DeviceKeyStatus.ABSENT)
        onApp(FakePlatform().apply { deviceKeys = keys }) {
            touch("begin")
            await("paste")
            keep("Amazon" to "shop")
            touch("row-menu")
            touch("row-share")
            touch("for-new_phone")
            keys.declines = true
            touch("show")
            await("error")
            assertNull((app.top as ShareModel).matrix)
            keys.declines = false
            touch("show")
            await("qr")
        }
    }

    @Test
    fun `after a failed unlocking for sharing the vault stays locked`() =
        onApp {
            shareWith("mistyped")
            await("error")
            touch("back")
            await("unlock")
            assertIs<UnlockModel>(app.top)
        }
}
