package app.aikotoba.android

import android.content.Context
import android.security.keystore.KeyPermanentlyInvalidatedException
import app.aikotoba.core.DeviceKeyBinding
import app.aikotoba.ui.DeviceKeyStatus
import app.aikotoba.ui.DeviceKeys
import app.aikotoba.ui.KeyAnswer
import app.aikotoba.ui.KeyPrompt
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.ProviderException
import java.security.SecureRandom
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher

/**
 * The vault's device key: 32 bytes, encrypted by a key of the Android Keystore. The Keystore key is invalidated when the screen lock is
 * removed, and on Android 9 and 10 also when a fingerprint is added, unless it is bound to the screen lock; this is an ordinary result.
 * From Android 11 the screen lock unlocks the key as well, and whoever adds a fingerprint knows the screen lock.
 */
class HardwareKeys(context: Context, activityHolder: ActivityHolder) : DeviceKeys {
    private val keystoreKeys = KeyProtection(context)
    private val question = UnlockPrompt(context, activityHolder)
    private val sealed = SealedKey(context.noBackupFilesDir.resolve("device-key"))

    override fun status(): DeviceKeyStatus =
        try {
            val kept = sealed.read()
            when {
                kept == null -> if (question.canBeAsked()) DeviceKeyStatus.ABSENT else DeviceKeyStatus.NOT_OFFERED
                !question.isSecure() -> DeviceKeyStatus.INVALIDATED
                else -> {
                    val key = keystoreKeys.key(kept.place) ?: return DeviceKeyStatus.INVALIDATED
                    keystoreKeys.opening(key, kept.nonce)
                    if (question.canBeAsked()) DeviceKeyStatus.READY else DeviceKeyStatus.UNAVAILABLE
                }
            }
        } catch (why: GeneralSecurityException) {
            if (isForGood(why)) DeviceKeyStatus.INVALIDATED else DeviceKeyStatus.UNAVAILABLE
        } catch (_: ProviderException) {
            DeviceKeyStatus.UNAVAILABLE
        } catch (_: IOException) {
            DeviceKeyStatus.UNAVAILABLE
        }

    /** Makes a key in addition to the stored one, which stays until the new one has replaced it. */
    override suspend fun make(prompt: KeyPrompt, binding: DeviceKeyBinding): KeyAnswer =
        answering {
            val place = KeyProtection.unusedPlace(sealed.read()?.place)
            try {
                asking(keystoreKeys.sealing(keystoreKeys.make(place, binding)), prompt) { cipher ->
                    val bytes = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
                    sealed.write(SealedKey.Content(place, cipher.iv, cipher.doFinal(bytes)))
                    KeyAnswer.Key(bytes)
                }
            } finally {
                tidy()
            }
        }

    override suspend fun fetch(prompt: KeyPrompt): KeyAnswer =
        answering {
            val kept = sealed.read() ?: return@answering KeyAnswer.Invalidated
            val key = keystoreKeys.key(kept.place) ?: return@answering KeyAnswer.Invalidated
            asking(keystoreKeys.opening(key, kept.nonce), prompt) { cipher -> KeyAnswer.Key(cipher.doFinal(kept.sealed)) }
        }

    override fun forget() {
        sealed.forget()
        tidy()
    }

    /** Deletes the Keystore keys that are no longer used. */
    private fun tidy() =
        try {
            keystoreKeys.keepOnly(sealed.read()?.place)
        } catch (_: GeneralSecurityException) {
            // The remaining file is useless, and the next key replaces it.
        } catch (_: IOException) {
            // As above.
        }

    private suspend fun asking(cipher: Cipher, prompt: KeyPrompt, use: (Cipher) -> KeyAnswer): KeyAnswer {
        val answer = withContext(Dispatchers.Main.immediate) { question.ask(cipher, prompt) }
        return when (answer) {
            is UnlockPrompt.Answer.Unlocked -> use(answer.cipher)
            UnlockPrompt.Answer.Cancelled -> KeyAnswer.Cancelled
            UnlockPrompt.Answer.Unavailable -> KeyAnswer.Unavailable
        }
    }

    /** Runs on a background thread, because secure hardware is slow. Exceptions become answers. */
    private suspend fun answering(ask: suspend () -> KeyAnswer): KeyAnswer =
        withContext(Dispatchers.IO) {
            try {
                ask()
            } catch (why: GeneralSecurityException) {
                if (isForGood(why)) KeyAnswer.Invalidated else KeyAnswer.Unavailable
            } catch (_: ProviderException) {
                KeyAnswer.Unavailable
            } catch (_: IOException) {
                KeyAnswer.Unavailable
            }
        }

    private fun isForGood(why: GeneralSecurityException) =
        why is KeyPermanentlyInvalidatedException ||
            why is UnrecoverableKeyException || why is AEADBadTagException

    private companion object {
        const val KEY_BYTES = 32
    }
}
