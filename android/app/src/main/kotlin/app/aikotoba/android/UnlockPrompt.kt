package app.aikotoba.android

import android.app.KeyguardManager
import android.content.Context
import android.content.pm.PackageManager
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricManager.Authenticators
import android.hardware.biometrics.BiometricPrompt
import android.hardware.fingerprint.FingerprintManager
import android.os.Build
import android.os.CancellationSignal
import app.aikotoba.ui.KeyPrompt
import kotlinx.coroutines.suspendCancellableCoroutine
import javax.crypto.Cipher
import kotlin.coroutines.resume

/** The system's dialogue for a fingerprint, a face or the screen lock (BiometricPrompt). */
class UnlockPrompt(private val context: Context, private val activityHolder: ActivityHolder) {
    /** The result of the dialogue. */
    sealed interface Answer {
        /** The cipher, unlocked for one use. */
        class Unlocked(val cipher: Cipher) : Answer

        data object Cancelled : Answer

        data object Unavailable : Answer
    }

    /** Whether the device has what the dialogue requires. */
    fun canBeAsked(): Boolean =
        when {
            Build.VERSION.SDK_INT >= 30 ->
                biometrics().canAuthenticate(WAYS) == BiometricManager.BIOMETRIC_SUCCESS
            Build.VERSION.SDK_INT == 29 ->
                @Suppress("DEPRECATION")
                (biometrics().canAuthenticate() == BiometricManager.BIOMETRIC_SUCCESS)
            else -> isSecure() && hasFinger()
        }

    /** Whether there is a screen lock, without which the Keystore keeps no such key. */
    fun isSecure(): Boolean = context.getSystemService(KeyguardManager::class.java).isDeviceSecure

    /** Asks the person to unlock a cipher. */
    suspend fun ask(cipher: Cipher, words: KeyPrompt): Answer =
        suspendCancellableCoroutine { asker ->
            val activity = activityHolder.activity ?: return@suspendCancellableCoroutine asker.resume(Answer.Unavailable)
            val signal = CancellationSignal()
            asker.invokeOnCancellation { signal.cancel() }
            val answer = object : BiometricPrompt.AuthenticationCallback() {
                override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) = give(Answer.Unlocked(result.cryptoObject?.cipher ?: cipher))

                override fun onAuthenticationError(code: Int, text: CharSequence?) = give(if (code in CHANGED_MIND) Answer.Cancelled else Answer.Unavailable)

                // A fingerprint was not recognised: the dialogue shows that itself and continues.
                override fun onAuthenticationFailed() = Unit

                fun give(answer: Answer) {
                    if (asker.isActive) asker.resume(answer)
                }
            }
            val prompt = BiometricPrompt.Builder(activity).setTitle(words.title)
            if (Build.VERSION.SDK_INT >= 30) {
                prompt.setAllowedAuthenticators(WAYS)
            } else {
                prompt.setNegativeButton(words.cancel, activity.mainExecutor) { _, _ -> answer.give(Answer.Cancelled) }
            }
            val unlocking = BiometricPrompt.CryptoObject(cipher)
            prompt.build().authenticate(unlocking, signal, activity.mainExecutor, answer)
        }

    private fun biometrics() = context.getSystemService(BiometricManager::class.java)

    @Suppress("DEPRECATION")
    private fun hasFinger(): Boolean {
        if (!context.packageManager.hasSystemFeature(PackageManager.FEATURE_FINGERPRINT)) return false
        return context.getSystemService(FingerprintManager::class.java)?.hasEnrolledFingerprints() == true
    }

    private companion object {
        const val WAYS = Authenticators.BIOMETRIC_STRONG or Authenticators.DEVICE_CREDENTIAL
        val CHANGED_MIND = setOf(
            BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED,
            BiometricPrompt.BIOMETRIC_ERROR_CANCELED,
            13, // the negative button; its constant exists in Jetpack only
        )
    }
}
