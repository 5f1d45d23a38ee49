package app.aikotoba.android

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import app.aikotoba.core.DeviceKeyBinding
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.ProviderException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * The keys in the Android Keystore that encrypt the vault's device key. They never leave the secure hardware. Each use requires a
 * fingerprint, a face or, from Android 11, the screen lock.
 *
 * There are two places for a key (aliases in the Keystore), so that a new key can be made while the other is in use.
 */
class KeyProtection(private val context: Context) {
    /** The key in a place; `null` if there is none. */
    fun key(place: Byte): SecretKey? = store().getKey(alias(place), null) as SecretKey?

    /** Makes a key in an unused place, in the StrongBox if there is one. */
    fun make(place: Byte, binding: DeviceKeyBinding): SecretKey {
        val strongBox = context.packageManager.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)
        if (!strongBox) return generate(place, binding, strongBox = false)
        return try {
            // Some StrongBoxes make a key but fail when it is used.
            generate(place, binding, strongBox = true).also { sealing(it) }
        } catch (_: ProviderException) {
            generate(place, binding, strongBox = false)
        } catch (_: GeneralSecurityException) {
            generate(place, binding, strongBox = false)
        }
    }

    /** Deletes all keys except the one in a place; all of them if it is `null`. */
    fun keepOnly(place: Byte?) {
        val store = store()
        for (alias in listOf(FIRST, SECOND).filter { it != place }.map(::alias)) {
            if (store.containsAlias(alias)) store.deleteEntry(alias)
        }
    }

    /** A cipher for encryption, to be unlocked by the person. */
    fun sealing(key: SecretKey): Cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.ENCRYPT_MODE, key) }

    /** A cipher for decryption with this nonce, to be unlocked by the person. */
    fun opening(key: SecretKey, nonce: ByteArray): Cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, nonce)) }

    private fun generate(place: Byte, binding: DeviceKeyBinding, strongBox: Boolean): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val spec = KeyGenParameterSpec.Builder(alias(place), purposes)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256)
            .setIsStrongBoxBacked(strongBox)
            .setUserAuthenticationRequired(true)
            .setInvalidatedByBiometricEnrollment(binding == DeviceKeyBinding.ENROLLED_BIOMETRICS)
        if (Build.VERSION.SDK_INT >= 30) {
            // Zero seconds means that each use must be authorised. Since the screen lock is allowed too, a new
            // fingerprint never invalidates this key.
            val ways = KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL
            spec.setUserAuthenticationParameters(0, ways)
        }
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE)
        return generator.run {
            init(spec.build())
            generateKey()
        }
    }

    private fun alias(place: Byte) = "vault-device-key-$place"

    private fun store(): KeyStore = KeyStore.getInstance(STORE).apply { load(null) }

    companion object {
        private const val FIRST: Byte = 0
        private const val SECOND: Byte = 1
        private const val STORE = "AndroidKeyStore"
        private const val CIPHER = "AES/GCM/NoPadding"
        private const val TAG_BITS = 128

        /** The place that is not in use; the first one if none is in use. */
        fun unusedPlace(place: Byte?): Byte = if (place == FIRST) SECOND else FIRST
    }
}
