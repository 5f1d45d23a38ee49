package app.aikotoba.android

import android.os.Build
import android.security.keystore.KeyProperties
import app.aikotoba.core.DeviceKeyBinding
import org.junit.After
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** The parameters of the keys in the key store, on the oldest Android and on the newest. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [28, 36])
class KeyProtectionTest {
    private val protection = KeyProtection(RuntimeEnvironment.getApplication())

    @Before
    fun aKeyStore() = FakeKeyStore.install()

    @After
    fun none() = FakeKeyStore.remove()

    @Test
    fun while_nothing_else_opens_the_vault_a_new_finger_does_not_end_the_key() {
        protection.make(KeyProtection.unusedPlace(null), DeviceKeyBinding.SCREEN_LOCK)
        val spec = FakeKeyStore.specs.single()
        assertFalse(spec.isInvalidatedByBiometricEnrollment)
        assertTrue(spec.isUserAuthenticationRequired)
        if (Build.VERSION.SDK_INT >= 30) {
            val ways = KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL
            assertEquals(ways, spec.userAuthenticationType)
        }
    }

    @Test
    fun once_something_else_opens_it_a_new_finger_may_end_the_key() {
        protection.make(KeyProtection.unusedPlace(null), DeviceKeyBinding.ENROLLED_BIOMETRICS)
        assertTrue(FakeKeyStore.specs.single().isInvalidatedByBiometricEnrollment)
    }
}
