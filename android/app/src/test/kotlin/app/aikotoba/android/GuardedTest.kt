package app.aikotoba.android

import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.view.inputmethod.EditorInfo
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.requestFocus
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.GraphicsMode
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** What other apps, keyboards and autofill services can access. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class GuardedTest {
    @get:Rule val rule = createEmptyComposeRule()
    private val driver = AppDriver(rule)

    @Test
    fun a_touch_through_another_window_is_ignored_and_reported_where_it_matters() {
        driver.start().use { scenario ->
            scenario.onActivity {
                it.touchThroughAnotherWindow()
                assertNotNull(driver.app.message)
                driver.app.message = null
            }
            driver.makeVault()
            scenario.onActivity {
                it.touchThroughAnotherWindow()
                assertNull(driver.app.message)
            }
        }
    }

    @Test
    fun keyboards_learn_nothing_and_autofill_sees_nothing() {
        driver.start().use { scenario ->
            driver.touch("begin")
            driver.await("password")
            rule.onNodeWithTag("password").performClick()
            rule.onNodeWithTag("password").requestFocus()
            rule.waitForIdle()
            scenario.onActivity { activity ->
                val content = activity.findViewById<ViewGroup>(android.R.id.content)
                assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS, content.importantForAutofill)
                val attributes = EditorInfo()
                assertNotNull(content.editor().onCreateInputConnection(attributes))
                assertTrue(attributes.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)
            }
        }
    }

    /** The view that receives typed text. */
    private fun View.editor(): View =
        if (this is ViewGroup &&
            !onCheckIsTextEditor()
        ) {
            (0 until childCount).map { getChildAt(it).editor() }.first { it.onCheckIsTextEditor() }
        } else {
            this
        }

    private fun MainActivity.touchThroughAnotherWindow() {
        for (action in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
            val finger = arrayOf(MotionEvent.PointerProperties().apply { id = 0 })
            val at = arrayOf(MotionEvent.PointerCoords().apply { setAxisValue(MotionEvent.AXIS_X, 5f) })
            dispatchTouchEvent(MotionEvent.obtain(0, 0, action, 1, finger, at, 0, 0, 1f, 1f, 0, 0, 0, MotionEvent.FLAG_WINDOW_IS_OBSCURED))
        }
    }
}
