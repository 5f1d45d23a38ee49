package app.aikotoba.android

import android.util.AtomicFile
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException

/** The vault's device key as it lies on the disk: sealed, whole or not there. */
class SealedKey(file: File) {
    private val file = AtomicFile(file)

    /** Which key of the key store sealed it, with which nonce, and what came of it. */
    class Content(val door: Byte, val nonce: ByteArray, val sealed: ByteArray)

    /** What is kept; `null` when there is nothing. */
    fun read(): Content? {
        val bytes = try {
            file.readFully()
        } catch (_: FileNotFoundException) {
            return null
        }
        // Too short is as good as lost; the cipher says the same of the rest.
        val nonce = minOf(1, bytes.size)
        val sealed = minOf(1 + NONCE_BYTES, bytes.size)
        return Content(
            bytes.firstOrNull() ?: -1,
            bytes.copyOfRange(nonce, sealed),
            bytes.copyOfRange(sealed, bytes.size),
        )
    }

    /** Keeps it in the place of what was kept before; it has reached the disk when this returns. */
    fun write(content: Content) {
        val stream = file.startWrite()
        try {
            stream.write(byteArrayOf(content.door) + content.nonce + content.sealed)
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
