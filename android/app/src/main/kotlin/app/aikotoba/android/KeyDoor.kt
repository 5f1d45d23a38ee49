package app.aikotoba.android

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * The key in Android's key store that seals the device key of the vault. It never leaves the secure hardware,
 * and works once after each time the person has shown a finger, a face or, from Android 11, the screen lock.
 */
class KeyDoor(private val context: Context) {
    /** The key; `null` when there is none. */
    fun key(): SecretKey? = store().getKey(ALIAS, null) as SecretKey?

    /** Makes a key in the place of any earlier one: in the StrongBox where there is one. */
    fun make(): SecretKey {
        forget()
        val strongBox = context.packageManager.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)
        return try {
            generate(strongBox)
        } catch (why: StrongBoxUnavailableException) {
            if (strongBox) generate(strongBox = false) else throw why
        }
    }

    fun forget() {
        val store = store()
        if (store.containsAlias(ALIAS)) store.deleteEntry(ALIAS)
    }

    /** A cipher that seals, once the person was asked. */
    fun sealing(key: SecretKey): Cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.ENCRYPT_MODE, key) }

    /** A cipher that opens what was sealed with this nonce, once the person was asked. */
    fun opening(key: SecretKey, nonce: ByteArray): Cipher =
        Cipher.getInstance(CIPHER).apply { init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, nonce)) }

    private fun generate(strongBox: Boolean): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val spec = KeyGenParameterSpec.Builder(ALIAS, purposes)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256)
            .setIsStrongBoxBacked(strongBox)
            .setUserAuthenticationRequired(true)
        if (Build.VERSION.SDK_INT >= 30) {
            // Zero seconds: for one use, never for a while.
            val ways = KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL
            spec.setUserAuthenticationParameters(0, ways)
        }
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE)
        return generator.run {
            init(spec.build())
            generateKey()
        }
    }

    private fun store(): KeyStore = KeyStore.getInstance(STORE).apply { load(null) }

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val ALIAS = "vault-device-key"
        const val CIPHER = "AES/GCM/NoPadding"
        const val TAG_BITS = 128
    }
}
