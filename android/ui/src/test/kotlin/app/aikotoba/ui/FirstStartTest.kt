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
    fun `back on the password's step leads to the welcome, and only there out of the app`() =
        onApp { test ->
            touch("begin")
            await("make")
            assertTrue(app.back())
            test.waitForIdle()
            await("begin")
            assertFalse(app.back())
        }

    @Test
    fun `the recovery code is not left by going back`() =
        onApp {
            touch("begin")
            typeTwice()
            touch("make")
            await("noted")
            assertTrue(app.back())
            await("noted")
        }

    @Test
    fun `a language is chosen before there is a vault, and stays`() =
        onApp { test ->
            test.onNodeWithText("はじめる").assertIsDisplayed()
            touch("language-en")
            test.onNodeWithText("Get started").assertIsDisplayed()
            makeVault()
            assertEquals(LanguageChoice.ENGLISH, app.settings.settings.language)
            app.lock()
            test.waitForIdle()
            test.onNodeWithText("Open the vault").assertIsDisplayed()
        }
}
