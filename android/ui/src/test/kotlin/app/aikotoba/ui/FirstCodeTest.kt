@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.DeviceKeyBinding
import app.aikotoba.core.Enrolment
import app.aikotoba.core.HandOverStep
import app.aikotoba.core.QrPicture
import app.aikotoba.core.RecoveryStatus
import app.aikotoba.core.ScanFeedback
import app.aikotoba.core.UnlockWay
import app.aikotoba.core.Vault
import app.aikotoba.core.usualOptions
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.start.HandOverModel
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue

/** From the first screen to the first code, and what follows. */
class FirstCodeTest {
    /** Touches and types like a person, in the app and in the system's dialogues. */
    private class Hand(private val rig: Rig, val keys: FakeKeys, val camera: CameraOnCode) {
        val touches get() = rig.touches + keys.asked + camera.asked
        val typed get() = rig.typed

        /** The first screen promises three touches and no typing. */
        val isWithinPromise get() = touches <= 3 && typed == 0
    }

    private fun onPhone(declines: Boolean = false, walk: Rig.(Hand) -> Unit) {
        val keys = FakeKeys(DeviceKeyStatus.ABSENT).apply { this.declines = declines }
        val camera = CameraOnCode(amazonQr())
        val platform = FakePlatform().apply {
            deviceKeys = keys
            this.camera = camera
        }
        onApp(platform) { walk(Hand(this, keys, camera)) }
    }

    @Test
    fun `the first code comes within three touches and nothing is typed`() =
        onPhone { hand ->
            firstCode()
            assertEquals(listOf(DeviceKeyBinding.SCREEN_LOCK), hand.keys.bindings)
            assertTrue(hand.isWithinPromise, "${hand.touches} touches, ${hand.typed} characters")
            assertEquals(3, hand.touches, "one on our screen, the lock, the permission")
        }

    @Test
    fun `a code that was read is signalled once`() =
        onPhone {
            firstCode()
            assertEquals(listOf(ScanFeedback.VIBRATION), platform.signals)
        }

    @Test
    fun `after the site accepted a code the recovery code is written down and checked, and the first backup is offered`() =
        onPhone {
            firstCode()
            touch("accepted")
            touch("on-paper")
            val groups = shownGroups()
            touch("noted")
            type("group", "0000")
            touch("answer")
            await("group")
            assertEquals(RecoveryStatus.UNCONFIRMED, app.vault.recovery())
            proveWith(groups)
            assertEquals(RecoveryStatus.CONFIRMED, app.vault.recovery())
            assertFalse(app.vault.canShowRecoveryCode())
            touch("first-backup")
            assertIs<BackupModel>(app.top)
        }

    @Test
    fun `a sheet is saved, and shows the code`() =
        onPhone {
            firstCode()
            touch("accepted")
            touch("as-sheet")
            touch("save-sheet")
            val (name, bytes) = platform.saved!!
            assertEquals("aikotoba-recovery-code.html", name)
            val groups = Regex("<li>([^<]+)</li>").findAll(bytes.decodeToString()).map { it.groupValues[1] }.toList()
            touch("have-sheet")
            proveWith(groups)
        }

    @Test
    fun `a password replaces the recovery code`() =
        onPhone {
            firstCode()
            touch("accepted")
            touch("by-password")
            typeTwice()
            touch("set-password")
            touch("later")
            openAgainByLock()
            await("accounts")
            assertIs<CodesModel>(app.top)
        }

    @Test
    fun `a person who leaves before the proof starts there at the next opening, and can reach the codes`() =
        onPhone {
            firstCode()
            touch("accepted")
            touch("on-paper")
            val groups = shownGroups()
            openAgainByLock()
            await("on-paper")
            touch("on-paper")
            assertEquals(groups, shownGroups(), "it is the same code")
            touch("back")
            touch("back")
            await("accounts")
            assertTrue(app.top is CodesModel)
        }

    @Test
    fun `a second account waits for another way to unlock`() =
        onPhone {
            firstCode()
            touch("back")
            touch("add")
            assertEquals(HandOverStep.CHOOSE, assertIs<HandOverModel>(app.top).step)
        }

    @Test
    fun `if the lock is declined, a password comes before the first account`() =
        onPhone(declines = true) { hand ->
            touch("begin")
            typeTwice()
            assertFalse(app.vault.isUnlocked())
            touch("make")
            touch("noted")
            await("accepted")
            assertFalse(hand.isWithinPromise, "typing and further touches are counted")
            assertEquals(RecoveryStatus.UNCONFIRMED, app.vault.recovery())
            touch("accepted")
            await("first-backup")
        }

    @Test
    fun `an app that is left before the first scan opens with the screen lock alone`() {
        val keys = FakeKeys(DeviceKeyStatus.ABSENT)
        onApp(FakePlatform().apply { deviceKeys = keys }) {
            touch("begin")
            await("paste")
            assertIs<ScanModel>(app.top)
            openAgainByLock()
            await("add")
        }
    }

    private fun Rig.firstCode() {
        touch("begin")
        await("accepted")
    }

    /** Locks. The app asks for the device's lock by itself. */
    private fun Rig.openAgainByLock() {
        app.lock()
        await("the vault is open") { app.vault.isUnlocked() }
    }

    private fun Rig.shownGroups(): List<String> {
        await("recovery-groups")
        return assertIs<HandOverModel>(app.top).groups
    }

    private fun Rig.proveWith(groups: List<String>) {
        await("group")
        type("group", groups[assertIs<HandOverModel>(app.top).check!!.at.toInt() - 1])
        touch("answer")
        await("first-backup")
    }
}

/** A site's QR code. */
fun amazonQr(): QrPicture {
    val vault = Vault.at(Files.createTempDirectory("site").resolve("vault").toString())
    vault.creation(listOf(UnlockWay.RECOVERY, UnlockWay.DEVICE), "", ByteArray(32).direct(), "").finish(0).recovery?.close()
    val enrolment = Enrolment.typed("Amazon", "me@example.com", AMAZON_KEY, usualOptions(), null, 0)
    enrolment.commit(vault, 0)
    return vault.shareAccount(enrolment.account()!!).qr(0u)!!
}

/** A camera in front of a QR code, which asks for its permission once. */
class CameraOnCode(private val code: QrPicture) : Camera {
    override val hasTorch = false

    /** How often the system's question was shown. */
    var asked = 0

    override fun frames(): Flow<CameraEvent> =
        flow {
            if (asked == 0) asked++
            // Enough frames to read the code. A camera without an end would never let the test become idle.
            repeat(FRAMES) { emit(CameraEvent.Frame(luma())) }
            awaitCancellation()
        }

    private fun luma(): Luma {
        val side = code.side.toInt()
        val width = (side + 2 * MARGIN) * SCALE
        val pixels = ByteArray(width * width) { at ->
            val (x, y) = at % width / SCALE - MARGIN to at / width / SCALE - MARGIN
            val isDark = x in 0 until side && y in 0 until side && code.modules[y * side + x] == 1.toByte()
            if (isDark) 0 else -1
        }
        return Luma(pixels, width, width, width, 0)
    }

    override fun setTorch(on: Boolean) = Unit

    override fun focusAt(x: Float, y: Float) = Unit

    @Composable
    override fun Preview(modifier: Modifier) = Unit

    private companion object {
        const val MARGIN = 4
        const val SCALE = 6
        const val FRAMES = 50
    }
}
