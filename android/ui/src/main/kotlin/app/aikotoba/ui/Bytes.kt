package app.aikotoba.ui

import java.nio.ByteBuffer

/** The largest file that the core takes, in bytes. A shell reads one more, and the core says that it is too large. */
const val LARGEST_FILE = 64 * 1024 * 1024

/** A copy outside of the Java heap, as the core takes bytes. */
internal fun ByteArray.direct(): ByteBuffer = ByteBuffer.allocateDirect(size).also { it.put(this).flip() }
