@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithText
import app.aikotoba.core.LanguageChoice
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

class FirstStartTest {
    @Test
    fun `going back leads from the password to the welcome screen, and from there out of the app`() =
        onApp { test ->
            touch("begin")
            await("make")
            assertTrue(app.back())
            test.waitForIdle()
            await("begin")
            assertFalse(app.back())
        }

    @Test
    fun `the back button does not leave the recovery code`() =
        onApp {
            touch("begin")
            typeTwice()
            touch("make")
            await("noted")
            assertTrue(app.back())
            await("noted")
        }

    @Test
    fun `a language chosen before the vault exists is kept`() =
        onApp { test ->
            test.onNodeWithText("QRコードを読み取る").assertIsDisplayed()
            touch("language-en")
            test.onNodeWithText("Scan a QR code").assertIsDisplayed()
            makeVault()
            assertEquals(LanguageChoice.ENGLISH, app.settings.settings.language)
            app.lock()
            test.waitForIdle()
            test.onNodeWithText("Unlock the vault").assertIsDisplayed()
        }
}
