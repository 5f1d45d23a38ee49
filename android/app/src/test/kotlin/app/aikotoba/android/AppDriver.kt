package app.aikotoba.android

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.os.Looper
import android.os.SystemClock
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextReplacement
import androidx.test.core.app.ActivityScenario
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSystemClock
import java.nio.ByteBuffer
import java.time.Duration
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

const val PASSWORD = "いちごの道 87 段"
private const val KEY = "12345678901234567890123456789012"
const val LINK = "otpauth://totp/Amazon%3Ahanako%40example.co.jp" +
    "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA&issuer=Amazon"

/** Uses the real screens as a person does. */
class AppDriver(private val rule: ComposeTestRule) {
    val process get() = RuntimeEnvironment.getApplication() as AikotobaApplication
    val app get() = process.model

    private val began = System.currentTimeMillis() - SystemClock.elapsedRealtime()

    fun start(intent: Intent? = null): ActivityScenario<MainActivity> {
        // Robolectric's network clock says 1970.
        ShadowSystemClock.setNetworkTimeAvailable(false)
        return if (intent == null) ActivityScenario.launch(MainActivity::class.java) else ActivityScenario.launch(intent)
    }

    fun isSeen(tag: String) = rule.onAllNodesWithTag(tag).fetchSemanticsNodes().isNotEmpty()

    fun await(tag: String) = await("$tag is seen") { isSeen(tag) }

    /**
     * Waits while other threads pass work to the main thread. Compose measures its timeout by Robolectric's clock, which may not move, so
     * the timeout here is measured by the computer's clock.
     */
    fun await(what: String, condition: () -> Boolean) {
        val end = System.nanoTime() + Duration.ofMillis(LONG).toNanos()
        rule.waitUntil(what, LONG) {
            check(System.nanoTime() < end) { "$what: not within $LONG ms" }
            shadowOf(Looper.getMainLooper()).idle()
            condition()
        }
    }

    fun touch(tag: String) {
        keepTime()
        await("$tag can be touched") { rule.onAllNodesWithTag(tag).fetchSemanticsNodes().any(::isEnabled) }
        rule.onAllNodesWithTag(tag).onFirst().performSemanticsAction(SemanticsActions.OnClick)
        rule.waitForIdle()
    }

    fun type(tag: String, text: String) {
        await(tag)
        rule.onAllNodesWithTag(tag).onFirst().performTextReplacement(text)
        rule.waitForIdle()
    }

    /** The first start, up to the empty list or the screen of a waiting intent. */
    fun makeVault(until: String = "add") {
        // Robolectric offers a device lock on newer versions, but has no Keystore: the password comes instead.
        touch("begin")
        type("password", PASSWORD)
        type("password-again", PASSWORD)
        touch("make")
        touch("noted")
        // The camera opens by itself, unless something waited.
        await("the vault is entered") { isSeen(until) || isSeen("paste") }
        if (!isSeen(until)) touch("back")
        await(until)
    }

    fun unlock() {
        type("password", PASSWORD)
        touch("unlock")
        await("the vault is open") { app.vault.isUnlocked() }
    }

    /** Adds Amazon's account from the clipboard, up to its code. */
    fun addByPasting() {
        touch("add")
        val clipboard = process.getSystemService(ClipboardManager::class.java)
        clipboard.setPrimaryClip(ClipData.newPlainText("", LINK))
        touch("paste")
        await("accepted")
    }

    /** Whether the screen shows the code of RFC 6238 for about the present time. */
    fun isCodeSeen(): Boolean {
        val step = System.currentTimeMillis() / 30_000
        val codes = (-1L..1L).map { totp(step + it) }
        return spoken().any { it.filter(Char::isDigit) in codes }
    }

    /** All texts for a screen reader. */
    fun spoken(): List<String> =
        rule.onAllNodes(SemanticsMatcher("any") { true }).fetchSemanticsNodes()
            .flatMap { node ->
                node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
                    node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
            }

    /** Advances Robolectric's clocks together, because the app warns about a device whose clocks disagree. */
    private fun keepTime() {
        val behind = System.currentTimeMillis() - SystemClock.elapsedRealtime() - began
        if (behind > 0) ShadowSystemClock.advanceBy(Duration.ofMillis(behind))
    }

    private fun isEnabled(node: SemanticsNode) = SemanticsProperties.Disabled !in node.config && SemanticsActions.OnClick in node.config

    private companion object {
        const val LONG = 60_000L
    }
}

/** RFC 6238 with SHA-1 and six digits, computed by Java instead of the core. */
private fun totp(step: Long): String {
    val mac = Mac.getInstance("HmacSHA1").apply { init(SecretKeySpec(KEY.toByteArray(), "HmacSHA1")) }
    val hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array())
    val at = hash.last().toInt() and 0xf
    val number = ByteBuffer.wrap(hash, at, 4).int and 0x7fff_ffff
    return "%06d".format(number % 1_000_000)
}
