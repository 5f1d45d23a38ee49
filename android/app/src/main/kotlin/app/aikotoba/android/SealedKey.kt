package app.aikotoba.android

import android.util.AtomicFile
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException

/** The file with the vault's encrypted device key. It is written completely or not at all. */
class SealedKey(file: File) {
    private val file = AtomicFile(file)

    /** Which Keystore key encrypted it, the nonce, and the ciphertext. */
    class Content(val place: Byte, val nonce: ByteArray, val sealed: ByteArray)

    /** The stored content; `null` if there is none. */
    fun read(): Content? {
        val bytes = try {
            file.readFully()
        } catch (_: FileNotFoundException) {
            return null
        }
        // A file that is too short counts as lost; the cipher reports any other damage.
        val nonce = minOf(1, bytes.size)
        val sealed = minOf(1 + NONCE_BYTES, bytes.size)
        return Content(
            bytes.firstOrNull() ?: -1,
            bytes.copyOfRange(nonce, sealed),
            bytes.copyOfRange(sealed, bytes.size),
        )
    }

    /** Replaces the stored content. It has reached the disk when this returns. */
    fun write(content: Content) {
        val stream = file.startWrite()
        try {
            stream.write(byteArrayOf(content.place) + content.nonce + content.sealed)
            file.finishWrite(stream)
        } catch (why: IOException) {
            file.failWrite(stream)
            throw why
        }
    }

    fun forget() = file.delete()

    private companion object {
        const val NONCE_BYTES = 12
    }
}
