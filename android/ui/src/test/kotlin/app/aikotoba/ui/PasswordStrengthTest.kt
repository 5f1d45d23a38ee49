@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performScrollTo
import kotlin.test.Test

/** The strength of a new password, shown wherever one is chosen. */
class PasswordStrengthTest {
    private fun Rig.assertStrength(test: DesktopComposeUiTest, typed: String, expected: String) {
        type("password", typed)
        val line = hasTestTag("strength") and hasText(expected, substring = true)
        test.waitUntil("$typed: $expected", Rig.TIMEOUT_MILLIS) { test.onAllNodes(line).fetchSemanticsNodes().isNotEmpty() }
    }

    private fun DesktopComposeUiTest.hasWarning() = onAllNodesWithTag("weakness", useUnmergedTree = true).fetchSemanticsNodes().isNotEmpty()

    @Test
    fun `the first password is rated while it is typed, and accepted in any case`() =
        onApp { test ->
            touch("begin")
            assertStrength(test, "", "関係のない言葉を")
            assertStrength(test, "Amazon2026Amazon", "推測されやすい")
            check(test.hasWarning())
            assertStrength(test, "clock window badger", "まずまず")
            check(!test.hasWarning())
            assertStrength(test, "vq7#mD2x!fLw9Tz", "十分に強い")
            assertStrength(test, "1234567890123456", "推測されやすい")
            type("password-again", "1234567890123456")
            test.onNodeWithTag("make").performScrollTo().assertIsEnabled()
            touch("make")
            await("noted")
        }

    @Test
    fun `a new password is rated with the names of the accounts`() =
        onApp(FakePlatform("en")) { test ->
            makeVault()
            keep("Hzqmrx" to "wnktjb@example.com")
            touch("menu")
            touch("menu-settings")
            touch("change-password")
            assertStrength(test, "Hzqmrx Wnktjb Trading", "names of your accounts")
            assertStrength(test, "vq7#mD2x!fLw9Tz", "Strong.")
        }

    @Test
    fun `a backup's password is rated, and a generated one is strong`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            platform.folder = FakeFolder()
            touch("menu")
            touch("menu-backup")
            touch("choose-place")
            assertStrength(test, "password12345678", "推測されやすい")
            touch("generate")
            val line = hasTestTag("strength") and hasText("十分に強い", substring = true)
            test.waitUntil("the drawn one is strong", Rig.TIMEOUT_MILLIS) { test.onAllNodes(line).fetchSemanticsNodes().isNotEmpty() }
        }
}
