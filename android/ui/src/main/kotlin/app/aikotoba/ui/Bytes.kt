package app.aikotoba.ui

import java.nio.ByteBuffer

/** A copy outside of the Java heap, as the core takes bytes. */
internal fun ByteArray.direct(): ByteBuffer = ByteBuffer.allocateDirect(size).also { it.put(this).flip() }
