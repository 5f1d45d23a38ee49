package app.aikotoba.android

import android.util.AtomicFile
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException

/** The vault's device key as it lies on the disk: sealed, whole or not there. */
class SealedKey(file: File) {
    private val file = AtomicFile(file)

    /** The nonce and what it sealed; `null` when there is none. */
    fun read(): Pair<ByteArray, ByteArray>? {
        val content = try {
            file.readFully()
        } catch (_: FileNotFoundException) {
            return null
        }
        // Shorter than a nonce is as good as lost; the cipher says the same of the rest.
        val cut = minOf(NONCE_BYTES, content.size)
        return Pair(content.copyOfRange(0, cut), content.copyOfRange(cut, content.size))
    }

    /** Keeps it; it has reached the disk when this returns. */
    fun write(nonce: ByteArray, sealed: ByteArray) {
        val stream = file.startWrite()
        try {
            stream.write(nonce + sealed)
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
