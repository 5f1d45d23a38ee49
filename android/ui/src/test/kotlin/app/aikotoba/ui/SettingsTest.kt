@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import app.aikotoba.core.Theme
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.settings.RekeyModel
import app.aikotoba.ui.start.RecoveryModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/** The settings and the screens that they open. */
class SettingsTest {
    private fun Rig.open(line: String) {
        touch("menu")
        touch("menu-settings")
        touch(line)
    }

    @Test
    fun `a changed setting takes effect and survives locking`() =
        onApp { test ->
            makeVault()
            open("setting-theme")
            touch("setting-theme-dark")
            test.waitUntil("it is dark", Rig.TIMEOUT_MILLIS) { app.settings.settings.theme == Theme.DARK }
            app.lock()
            unlock()
            await("add")
            assertEquals(Theme.DARK, app.settings.settings.theme)
        }

    @Test
    fun `a new password replaces the old one`() =
        onApp {
            makeVault()
            open("change-password")
            type("password", "asa no umi")
            type("password-again", "asa no umi")
            touch("change")
            await("message")
            app.lock()
            unlock()
            await("error")
            unlock("asa no umi")
            await("add")
        }

    @Test
    fun `rekeying replaces everything that unlocks the vault`() =
        onApp(FakePlatform().apply { deviceKeys = FakeKeys() }) {
            makeVault()
            keep("Amazon" to "shop")
            open("change-password")
            touch("rekey")
            // The old password is refused, also full-width or half-width.
            typeTwice()
            touch("rekey-do")
            await("error")
            type("password", "ａｓａ　ｎｏ　ｕｍｉ")
            type("password-again", "asa no umi")
            touch("rekey-do")
            await("recovery-groups")
            assertTrue(assertIs<RekeyModel>(app.top).removed.isEmpty())
            // The code's screen is left by confirming that it was written down.
            app.back()
            touch("noted")
            await("message")
            app.lock()
            await("accounts")
            app.platform.deviceKeys?.forget()
            app.lock()
            unlock()
            await("error")
            unlock("asa no umi")
            await("accounts")
        }

    @Test
    fun `a recovery code counts as confirmed after a part of it was typed`() =
        onApp {
            makeVault()
            open("recovery")
            touch("show-code")
            await("recovery-groups")
            val model = app.top as RecoveryModel
            val groups = assertNotNull(model.fresh)
            touch("noted")
            type("group", "0000")
            touch("answer")
            await("error")
            assertFalse(model.right)
            val asked = assertNotNull(model.check).at.toInt()
            type("group", groups[asked - 1].lowercase())
            touch("answer")
            await("done")
            assertTrue(model.right)
        }

    @Test
    fun `the device key unlocks the vault until it is turned off`() =
        onApp(FakePlatform().apply { deviceKeys = FakeKeys() }) { test ->
            makeVault()
            app.lock()
            await("add")
            open("device-key")
            test.waitUntil("the key is forgotten", Rig.TIMEOUT_MILLIS) { app.vault.locks().none { it.way == UnlockWay.DEVICE } }
            app.lock()
            unlock()
            await("add")
        }

    @Test
    fun `the about screen shows the promises and the licences`() =
        onApp { test ->
            makeVault()
            open("about")
            test.onNodeWithText("SQLite").performScrollTo().assertIsDisplayed()
            test.onNodeWithTag("back").assertIsDisplayed()
        }
}
