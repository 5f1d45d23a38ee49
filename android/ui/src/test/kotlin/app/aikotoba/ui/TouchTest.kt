@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import kotlin.test.Test
import kotlin.test.assertTrue

/** Everything that can be touched is large enough for a finger and has a text. */
class TouchTest {
    private fun SemanticsNode.says(): Boolean {
        val own = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() + config.getOrNull(SemanticsProperties.Text).orEmpty() +
            listOfNotNull(config.getOrNull(SemanticsActions.OnClick)?.label)
        return own.isNotEmpty() || children.any { it.says() } || SemanticsActions.SetText in config
    }

    private fun DesktopComposeUiTest.check(screen: String) {
        waitForIdle()
        val nodes = onAllNodes(hasClickAction()).fetchSemanticsNodes()
        assertTrue(nodes.isNotEmpty(), screen)
        for (node in nodes) {
            val place = node.touchBoundsInRoot
            // Parts that are scrolled half out of the screen are cut.
            val isWhole = place.bottom < 780 && place.top > 0
            val tag = node.config.getOrNull(SemanticsProperties.TestTag)
            assertTrue(!isWhole || (place.width >= FINGER && place.height >= FINGER), "$screen: $tag is $place")
            assertTrue(node.says(), "$screen: $tag at $place says nothing")
        }
    }

    @Test
    fun `on every screen of the main job`() =
        onApp { test ->
            await("begin")
            test.check("welcome")
            touch("begin")
            test.check("password")
            typeTwice()
            touch("make")
            await("noted")
            test.check("recovery code")
            touch("noted")
            await("paste")
            touch("back")
            await("add")
            test.check("empty list")
            keep("Amazon" to "shop", "GitHub" to "me")
            test.check("list")
            touch("add")
            await("type")
            test.check("scan")
            platform.toPaste = "otpauth://totp/Amazon:me%40example.com?secret=$AMAZON_KEY&issuer=Amazon"
            touch("paste")
            await("login")
            test.check("another login")
            touch("commit")
            await("accepted")
            test.check("enrolment")
            touch("accepted")
            touch("first-backup")
            await("choose-place")
            test.check("backup")
            app.showCodes()
            touch("menu")
            touch("menu-settings")
            await("about")
            test.check("settings")
            app.lock()
            await("unlock")
            test.check("unlock")
        }

    private companion object {
        const val FINGER = 47.5f
    }
}
