package app.aikotoba.android

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.view.Window
import android.view.WindowManager
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.lifecycle.Lifecycle.State
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.unlock.UnlockModel
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowSystemClock
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter
import java.time.Duration
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue

/** What survives rotation, the end of the process and locking, and when screenshots are forbidden. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class LastingTest {
    @get:Rule val rule = createEmptyComposeRule()
    private val driver = AppDriver(rule)

    @Test
    fun rotation_keeps_the_screen_and_the_vault_open() {
        driver.start().use { scenario ->
            driver.makeVault()
            driver.addByPasting()
            RuntimeEnvironment.setQualifiers("+land")
            scenario.recreate()
            driver.await("accepted")
            assertTrue(driver.isCodeSeen())
        }
    }

    @Test
    fun after_the_process_ended_the_vault_is_locked_and_complete() {
        driver.start().use {
            driver.makeVault()
            driver.addByPasting()
        }
        // The system closes the files of a process that ends; in this test both processes are one.
        driver.app.vault.release()
        val next = AikotobaApplication()
        val base = RuntimeEnvironment.getApplication().baseContext
        ReflectionHelpers.callInstanceMethod<Unit>(next, "attach", ClassParameter.from(Context::class.java, base))
        val unlock = assertIs<UnlockModel>(next.model.top)
        runBlocking { unlock.look() }
        assertEquals(UnlockWay.PASSPHRASE, unlock.way)
        assertFalse(next.model.vault.isUnlocked())
        val memory = next.model.memory.tries
        next.model.vault.unlockWithPassword(PASSWORD, memory, next.platform.monotonicMillis()).finish()
        assertTrue(next.model.vault.isUnlocked())
        next.model.vault.close()
    }

    @Test
    fun a_waiting_intent_is_received_again_after_the_process_ended() {
        val link = Intent(Intent.ACTION_VIEW, Uri.parse(LINK))
        val left = Bundle()
        Robolectric.buildActivity(MainActivity::class.java, link).use { it.setup().saveInstanceState(left) }
        driver.app.waiting = null
        Robolectric.buildActivity(MainActivity::class.java, link).use { it.setup(left) }
        assertTrue(driver.app.waiting != null)
    }

    @Test
    fun a_chosen_file_is_delivered_after_a_rotation() {
        val file = Uri.parse("content://files/backup.age")
        shadowOf(driver.process.contentResolver).registerInputStreamSupplier(file) { byteArrayOf(1, 2).inputStream() }
        Robolectric.buildActivity(MainActivity::class.java).use { controller ->
            controller.setup()
            var picked: PickedFile? = null
            MainScope().launch { picked = driver.process.platform.pickBackupFile() }
            shadowOf(Looper.getMainLooper()).idle()
            val asked = shadowOf(controller.get()).nextStartedActivityForResult
            controller.recreate()
            val answer = Intent().setData(file)
            controller.get().activityResultRegistry.dispatchResult(asked.requestCode, Activity.RESULT_OK, answer)
            driver.await("the file arrives") { picked != null }
            assertContentEquals(byteArrayOf(1, 2), picked?.bytes)
        }
    }

    @Test
    fun the_screen_stays_on_while_a_code_is_to_be_typed() {
        driver.start().use { scenario ->
            driver.makeVault()
            scenario.onActivity { assertFalse(staysOn(it.window)) }
            driver.addByPasting()
            scenario.onActivity { assertTrue(staysOn(it.window)) }
            driver.touch("accepted")
            driver.touch("to-list")
            driver.await("accounts")
            scenario.onActivity { assertFalse(staysOn(it.window)) }
        }
    }

    private fun staysOn(window: Window) = window.attributes.flags and WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON != 0 || staysOn(window.decorView)

    private fun staysOn(view: View): Boolean = view.keepScreenOn || (view is ViewGroup && (0 until view.childCount).any { staysOn(view.getChildAt(it)) })

    @Test
    fun screenshots_are_forbidden_unless_allowed() {
        driver.start().use { scenario ->
            scenario.onActivity { assertTrue(isGuarded(it)) }
            driver.process.platform.allowScreenshots(true)
            rule.waitForIdle()
            scenario.onActivity { assertFalse(isGuarded(it)) }
            scenario.recreate()
            scenario.onActivity { assertFalse(isGuarded(it)) }
            driver.process.platform.allowScreenshots(false)
            rule.waitForIdle()
            scenario.onActivity { assertTrue(isGuarded(it)) }
        }
    }

    @Test
    fun the_vault_locks_when_the_screen_is_turned_off() {
        driver.start().use {
            driver.makeVault()
            assertTrue(driver.app.vault.isUnlocked())
            driver.process.sendBroadcast(Intent(Intent.ACTION_SCREEN_OFF))
            driver.await("unlock")
            assertFalse(driver.app.vault.isUnlocked())
            driver.unlock()
            driver.await("add")
        }
    }

    @Test
    fun the_vault_locks_after_its_time_in_the_background() {
        driver.start().use { scenario ->
            driver.makeVault()
            scenario.moveToState(State.CREATED)
            assertTrue(driver.app.vault.isUnlocked())
            ShadowSystemClock.advanceBy(Duration.ofSeconds(20))
            scenario.moveToState(State.RESUMED)
            assertTrue(driver.app.vault.isUnlocked())
            scenario.moveToState(State.CREATED)
            ShadowSystemClock.advanceBy(Duration.ofSeconds(31))
            scenario.moveToState(State.RESUMED)
            driver.await("unlock")
            assertFalse(driver.app.vault.isUnlocked())
        }
    }

    @Test
    fun the_vault_locks_in_the_background_without_waiting_for_the_app() {
        driver.start().use { scenario ->
            driver.makeVault()
            scenario.moveToState(State.CREATED)
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(20))
            assertTrue(driver.app.vault.isUnlocked())
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(15))
            assertFalse(driver.app.vault.isUnlocked())
        }
    }

    private fun isGuarded(activity: MainActivity) = activity.window.attributes.flags and FLAG_SECURE != 0
}
