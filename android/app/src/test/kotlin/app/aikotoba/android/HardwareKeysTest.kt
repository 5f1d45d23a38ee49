package app.aikotoba.android

import android.app.KeyguardManager
import android.content.pm.PackageManager
import android.hardware.biometrics.BiometricManager
import android.os.Looper
import android.security.keystore.StrongBoxUnavailableException
import androidx.activity.ComponentActivity
import app.aikotoba.core.DeviceKeyBinding
import app.aikotoba.ui.DeviceKeyStatus
import app.aikotoba.ui.KeyAnswer
import app.aikotoba.ui.KeyPrompt
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import org.junit.After
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowBiometricManager
import org.robolectric.shadows.ShadowBiometricPrompt
import java.security.ProviderException
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue

/**
 * The device key with a key store for tests, because Robolectric has none. Robolectric's dialogue can be answered from Android 10 on, so
 * these tests run on the newest Android only.
 */
@OptIn(DelicateCoroutinesApi::class, ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [36])
class HardwareKeysTest {
    private val context = RuntimeEnvironment.getApplication()
    private val activityHolder = ActivityHolder()
    private val keys = HardwareKeys(context, activityHolder)
    private val words = KeyPrompt("保管庫を開く", "やめる")

    @Before
    fun aDeviceWithALockAndAFinger() {
        FakeKeyStore.install()
        shadowOf(context.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(true)
        finger(true)
        activityHolder.enter(Robolectric.buildActivity(ComponentActivity::class.java).create().get())
    }

    /** State of Robolectric and Java that would affect later tests. */
    @After
    fun aDeviceWithout() {
        finger(false)
        FakeKeyStore.remove()
    }

    @Test
    fun a_strong_box_that_fails_in_any_way_is_not_used() {
        shadowOf(context.packageManager).setSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE, true)
        for (failure in listOf(StrongBoxUnavailableException(), ProviderException("-49"))) {
            FakeKeyStore.strongBoxFailure = failure
            assertIs<KeyAnswer.Key>(answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() })
            assertFalse(FakeKeyStore.specs.last().isStrongBoxBacked)
        }
    }

    @Test
    fun a_key_is_made_after_asking_and_can_be_fetched() {
        assertEquals(DeviceKeyStatus.ABSENT, keys.status())
        val made = assertIs<KeyAnswer.Key>(answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() })
        assertEquals(32, made.bytes.size)
        assertEquals(DeviceKeyStatus.READY, keys.status())
        val fetched = assertIs<KeyAnswer.Key>(answer({ keys.fetch(words) }) { agree() })
        assertContentEquals(made.bytes, fetched.bytes)
        assertTrue(FakeKeyStore.specs.single().isUserAuthenticationRequired)
    }

    @Test
    fun an_invalidated_key_is_an_ordinary_answer() {
        answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() }
        FakeKeyStore.keys.clear()
        assertEquals(DeviceKeyStatus.INVALIDATED, keys.status())
        assertEquals(KeyAnswer.Invalidated, answer({ keys.fetch(words) }) {})
        keys.forget()
        assertEquals(DeviceKeyStatus.ABSENT, keys.status())
    }

    @Test
    fun another_keystore_key_does_not_decrypt_the_device_key() {
        answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() }
        KeyProtection(context).make(KeyProtection.unusedPlace(null), DeviceKeyBinding.SCREEN_LOCK)
        assertEquals(KeyAnswer.Invalidated, answer({ keys.fetch(words) }) { agree() })
    }

    @Test
    fun cancelling_a_new_key_keeps_the_old_one() {
        val old = assertIs<KeyAnswer.Key>(answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() })
        assertEquals(KeyAnswer.Cancelled, answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { cancel() })
        assertEquals(DeviceKeyStatus.READY, keys.status())
        val fetched = assertIs<KeyAnswer.Key>(answer({ keys.fetch(words) }) { agree() })
        assertContentEquals(old.bytes, fetched.bytes)
        assertEquals(1, FakeKeyStore.keys.size)
    }

    @Test
    fun a_new_key_replaces_the_old_one() {
        val old = assertIs<KeyAnswer.Key>(answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() })
        val new = assertIs<KeyAnswer.Key>(answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() })
        assertFalse(old.bytes.contentEquals(new.bytes))
        val fetched = assertIs<KeyAnswer.Key>(answer({ keys.fetch(words) }) { agree() })
        assertContentEquals(new.bytes, fetched.bytes)
        assertEquals(1, FakeKeyStore.keys.size)
        keys.forget()
        assertEquals(0, FakeKeyStore.keys.size)
    }

    @Test
    fun cancelling_and_a_locked_sensor_are_distinguished() {
        answer({ keys.make(words, DeviceKeyBinding.SCREEN_LOCK) }) { agree() }
        assertEquals(KeyAnswer.Cancelled, answer({ keys.fetch(words) }) { cancel() })
        val locked = answer({ keys.fetch(words) }) {
            ShadowBiometricPrompt.authenticateCurrentSessionWithError(7, "too many tries")
        }
        assertEquals(KeyAnswer.Unavailable, locked)
    }

    @Test
    fun without_a_screen_lock_none_is_offered() {
        shadowOf(context.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(false)
        finger(false)
        assertEquals(DeviceKeyStatus.NOT_OFFERED, keys.status())
    }

    private fun agree() = ShadowBiometricPrompt.authenticateCurrentSessionSuccessfully()

    private fun cancel() = ShadowBiometricPrompt.authenticateCurrentSessionWithError(10, "cancelled")

    /** Runs a request, and calls [person] once the dialogue is shown. */
    private fun answer(ask: suspend () -> KeyAnswer, person: () -> Unit): KeyAnswer {
        val asked = GlobalScope.async(Dispatchers.Default) { ask() }
        var acted = false
        repeat(2_000) {
            shadowOf(Looper.getMainLooper()).idle()
            if (asked.isCompleted) return asked.getCompleted()
            if (!acted && ShadowBiometricPrompt.getCurrentPrompt() != null) {
                acted = true
                person()
            }
            Thread.sleep(5)
        }
        error("no answer")
    }

    private fun finger(enrolled: Boolean) {
        val manager = context.getSystemService(BiometricManager::class.java)
        Shadow.extract<ShadowBiometricManager>(manager).setCanAuthenticate(enrolled)
    }
}
