@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipeLeft
import androidx.compose.ui.unit.height
import app.aikotoba.core.Setting
import app.aikotoba.ui.codes.CodesModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

class ListTest {
    private fun Rig.labels() = (app.top as CodesModel).state.rows.map { it.label }

    /** Drags the row of one account and drops it on another. */
    private fun DesktopComposeUiTest.drag(from: String, to: String) {
        val (begin, end) = listOf(from, to).map { onNodeWithText(it).getUnclippedBoundsInRoot() }
        onRoot().performTouchInput {
            down(Offset(begin.left.value + 4, begin.top.value))
            advanceEventTime(viewConfiguration.longPressTimeoutMillis + 100)
            repeat(10) { moveBy(Offset(0f, (end.top - begin.top).value / 10)) }
            up()
        }
        waitForIdle()
    }

    @Test
    fun `a dragged row moves to another position and stays there`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "one", "GitHub" to "two", "Rakuten" to "three")
            test.drag("one", "three")
            test.waitUntil("the row is moved", Rig.TIMEOUT_MILLIS) { labels() == listOf("two", "three", "one") }
            test.drag("three", "two")
            test.waitUntil("the row is moved back", Rig.TIMEOUT_MILLIS) { labels() == listOf("three", "two", "one") }
            app.vault.codesState(app.clock.evidence(), platform.wall).rows.let { rows -> assertEquals(labels(), rows.map { it.label }) }
        }

    @Test
    fun `rows that are sorted by name cannot be moved`() =
        onApp { test ->
            makeVault()
            app.vault.chooseSetting(Setting.SORTING, "setting-sorting-name")
            keep("Amazon" to "one", "GitHub" to "two")
            test.drag("one", "two")
            assertEquals(listOf("one", "two"), labels())
            touch("menu")
            test.onNodeWithTag("row-up").assertDoesNotExist()
        }

    @Test
    fun `a chosen group moves among the others and stays there`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "one", "GitHub" to "two")
            val model = app.top as CodesModel
            for ((row, group) in model.state.rows.zip(listOf("店", "家"))) {
                val details = app.vault.accountState(row.id).details.copy(groups = listOf(group))
                app.vault.editAccount(row.id, details, platform.wall)
            }
            model.refresh()
            test.waitForIdle()
            test.onNodeWithTag("group-menu").assertDoesNotExist()
            model.showGroup("家")
            touch("group-menu")
            test.onNodeWithTag("group-later").assertDoesNotExist()
            touch("group-earlier")
            test.waitUntil("the group is moved", Rig.TIMEOUT_MILLIS) { model.state.groups.map { it.name } == listOf("家", "店") }
            assertTrue(model.state.groups.first().isChosen)
            openAgain()
            await("accounts")
            assertEquals(listOf("家", "店"), (app.top as CodesModel).state.groups.map { it.name })
        }

    @Test
    fun `a swiped row goes to the trash, and undo restores it`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "one", "GitHub" to "two")
            test.onNodeWithText("one").performTouchInput { swipeLeft(right, left - 300f) }
            test.waitUntil("the row is gone", Rig.TIMEOUT_MILLIS) { labels() == listOf("two") }
            assertEquals(1, app.vault.trashState().rows.size)
            test.onNodeWithText("元に戻す").assertIsDisplayed()
            app.message?.undo?.invoke()
            test.waitUntil("the row is back", Rig.TIMEOUT_MILLIS) { labels() == listOf("one", "two") }
        }

    @Test
    fun `a message covers neither the button to add nor the rows`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "one", "GitHub" to "two")
            app.message = Message("ことば")
            await("message")
            val message = test.onNodeWithTag("message").getUnclippedBoundsInRoot()
            val add = test.onNodeWithTag("add").getUnclippedBoundsInRoot()
            assertTrue(message.height.value > 0 && add.bottom <= message.top, "$add lies under $message")
        }

    @Test
    fun `a message that names an account disappears when the app locks`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "one", "GitHub" to "two")
            test.onNodeWithText("one").performTouchInput { swipeLeft(right, left - 300f) }
            await("message")
            app.lock()
            await("unlock")
            test.onNodeWithTag("message").assertDoesNotExist()
        }
}
