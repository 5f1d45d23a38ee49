@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.click
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.Density
import app.aikotoba.core.Enrolment
import app.aikotoba.core.usualOptions
import app.aikotoba.ui.codes.CodesModel
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration.Companion.minutes

const val PASSWORD = "hiru yasumi no umi"

/** The key of RFC 6238, appendix B. */
const val RFC_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

/** A key of the same length as Amazon's. */
const val AMAZON_KEY = "${RFC_KEY}GEZDGNBVGY3TQOJQGEZA"

/** The whole app with the real core, in a window that tests click in. */
class Rig(private val test: DesktopComposeUiTest, val platform: FakePlatform) {
    private var shown by mutableStateOf<AppModel?>(null)
    private lateinit var scope: CoroutineScope
    val app get() = checkNotNull(shown)
    val work = HeldWork()

    /** How often something was touched on the screens of the app. */
    var touches = 0
        private set

    /** How many characters were typed. */
    var typed = 0
        private set

    fun show(fontScale: Float = 1f) {
        test.setContent {
            scope = rememberCoroutineScope()
            remember { AppModel(platform, scope, work).also { shown = it } }
            CompositionLocalProvider(LocalDensity provides Density(1f, fontScale)) { shown?.let { AikotobaApp(it) } }
        }
        test.waitForIdle()
    }

    /** The app is ended by the system and started again. A locked vault keeps its file open, as the end of the process does not. */
    fun restart() {
        app.vault.lock()
        app.vault.release()
        shown = AppModel(platform, scope)
        test.waitForIdle()
    }

    fun await(tag: String) = test.waitUntil(tag, TIMEOUT_MILLIS) { test.onAllNodesWithTag(tag).fetchSemanticsNodes().isNotEmpty() }

    fun await(what: String, condition: () -> Boolean) = test.waitUntil(what, TIMEOUT_MILLIS) { condition() }

    fun touch(tag: String) {
        await(tag)
        touches++
        val node = test.onNodeWithTag(tag)
        runCatching { node.performScrollTo() }
        // A touch and not a mouse click, so that nothing stays highlighted.
        node.performTouchInput { click() }
        test.waitForIdle()
    }

    /** Scrolls the list of codes to a node. */
    fun reveal(tag: String) {
        await("accounts")
        test.onNodeWithTag("accounts").performScrollToNode(hasTestTag(tag))
        test.waitForIdle()
    }

    fun type(tag: String, text: String) {
        await(tag)
        typed += text.length
        test.onNodeWithTag(tag).performTextReplacement(text)
        test.waitForIdle()
    }

    /** Goes from the first start to the empty list, with a password and the device's key if there is one. */
    fun makeVault() {
        val keys = platform.deviceKeys as? FakeKeys
        keys?.declines = true
        touch("begin")
        if (keys != null) {
            keys.declines = false
            touch("with-device")
        }
        finishVault()
    }

    /** Goes from the password to the empty list. */
    fun finishVault() {
        typeTwice()
        touch("make")
        touch("noted")
        // The camera opens by itself.
        await("paste")
        touch("back")
        await("add")
    }

    fun typeTwice() {
        type("password", PASSWORD)
        type("password-again", PASSWORD)
    }

    /** Goes from the list to saving a backup in a folder. */
    fun backUp(folder: FakeFolder) {
        platform.folder = folder
        touch("menu")
        touch("menu-backup")
        touch("choose-place")
        typeTwice()
        touch("save")
    }

    /** Opens the chosen backup. */
    fun openBackup() {
        touch("pick")
        type("password", PASSWORD)
        touch("open")
    }

    /** Locks and unlocks. */
    fun openAgain() {
        app.lock()
        unlock()
    }

    /** Types a password into the locked app. */
    fun unlock(password: String = PASSWORD) {
        type("password", password)
        touch("unlock")
    }

    /** Adds accounts to the open vault and shows them. */
    fun keep(vararg names: Pair<String, String>) {
        for ((issuer, label) in names) {
            val enrolment = Enrolment.typed(issuer, label, RFC_KEY, usualOptions(), null, platform.wall)
            enrolment.commit(app.vault, platform.wall)
            enrolment.confirm(app.vault, platform.wall)
        }
        app.showCodes()
        (app.top as CodesModel).refresh()
        await("accounts")
    }

    /** Confirms the recovery code, so that no banner asks for it. */
    fun confirmCode() {
        val groups = app.vault.makeRecoveryCode(platform.wall).use { it.groups() }
        val asked = app.vault.recoveryCheckState()!!.at.toInt()
        app.vault.answerRecoveryCheck(groups[asked - 1], platform.wall)
    }

    companion object {
        /** Key derivation is slow on purpose, and slower on a busy machine. */
        const val TIMEOUT_MILLIS = 60_000L
    }
}

/** The background threads. A test can hold back what it starts on them. */
class HeldWork : CoroutineDispatcher() {
    private val held = ArrayDeque<() -> Unit>()
    private var isHolding = false
    private val running = AtomicInteger()

    /** Whether nothing is running. */
    val isIdle get() = running.get() == 0

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        running.incrementAndGet()
        val counted = Runnable {
            try {
                block.run()
            } finally {
                running.decrementAndGet()
            }
        }
        val start = { Dispatchers.IO.dispatch(context, counted) }
        synchronized(held) { if (isHolding) held.addLast(start) else start() }
    }

    fun hold() = synchronized(held) { isHolding = true }

    fun release() =
        synchronized(held) {
            isHolding = false
            while (held.isNotEmpty()) held.removeFirst()()
        }
}

/** The size of a window, in pixels. */
class Size(val width: Int, val height: Int)

/** A phone in portrait orientation. */
private val upright = Size(390, 780)

/** Runs a test on the whole app. */
fun onApp(platform: FakePlatform = FakePlatform(), fontScale: Float = 1f, size: Size = upright, walk: Rig.(DesktopComposeUiTest) -> Unit) =
    runDesktopComposeUiTest(size.width, size.height, testTimeout = 5.minutes) {
        val rig = Rig(this, platform)
        rig.show(fontScale)
        rig.walk(this)
    }
