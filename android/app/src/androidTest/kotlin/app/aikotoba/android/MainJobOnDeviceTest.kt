package app.aikotoba.android

import android.Manifest
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextReplacement
import androidx.test.core.app.ActivityScenario
import androidx.test.ext.junit.runners.AndroidJUnit4
import androidx.test.platform.app.InstrumentationRegistry
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** The main job on an emulator: the camera sees Amazon's QR code on the wall of the emulator's scene (`android/ci/emulator.sh`). */
@RunWith(AndroidJUnit4::class)
class MainJobOnDeviceTest {
    @get:Rule val rule = createEmptyComposeRule()

    @Before
    fun theCameraIsAllowed() {
        val instrumentation = InstrumentationRegistry.getInstrumentation()
        instrumentation.uiAutomation.grantRuntimePermission(instrumentation.targetContext.packageName, Manifest.permission.CAMERA)
    }

    @Test
    fun a_code_on_the_wall_becomes_an_account() {
        ActivityScenario.launch(MainActivity::class.java).use {
            touch("begin")
            type("password")
            type("password-again")
            touch("make")
            touch("noted")
            touch("add")
            await("accepted")
            assertTrue(spoken().any { text -> text.count(Char::isDigit) == 6 })
            touch("accepted")
            touch("to-list")
            await("accounts")
        }
    }

    private fun await(tag: String) = rule.waitUntil(tag, TIMEOUT_MILLIS) { rule.onAllNodesWithTag(tag).fetchSemanticsNodes().isNotEmpty() }

    private fun touch(tag: String) {
        rule.waitUntil(tag, TIMEOUT_MILLIS) {
            val nodes = rule.onAllNodesWithTag(tag).fetchSemanticsNodes()
            nodes.any { SemanticsProperties.Disabled !in it.config && SemanticsActions.OnClick in it.config }
        }
        rule.onAllNodesWithTag(tag).onFirst().performSemanticsAction(SemanticsActions.OnClick)
    }

    private fun type(tag: String) {
        await(tag)
        rule.onAllNodesWithTag(tag).onFirst().performTextReplacement("いちごの道 87 段")
    }

    private fun spoken() =
        rule.onAllNodes(SemanticsMatcher("any") { true }).fetchSemanticsNodes().flatMap { node ->
            node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        }

    private companion object {
        const val TIMEOUT_MILLIS = 120_000L
    }
}
