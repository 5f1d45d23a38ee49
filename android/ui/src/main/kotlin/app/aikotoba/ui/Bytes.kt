package app.aikotoba.ui

import app.aikotoba.core.largestFile
import java.nio.ByteBuffer

/** The largest file that the core accepts, in bytes. Shells read one byte more, so that the core reports a file that is too large. */
val MAX_FILE_BYTES: Int by lazy { largestFile().toInt() }

/** A copy outside of the Java heap, as the core takes bytes. */
internal fun ByteArray.direct(): ByteBuffer = ByteBuffer.allocateDirect(size).also { it.put(this).flip() }
