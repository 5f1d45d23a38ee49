package app.aikotoba.core

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

class CoreDumpsTest {
    @Test
    fun `core dumps can be forbidden`() {
        val limits = File("/proc/self/limits")
        if (!limits.exists()) return
        assertTrue(forbidCoreDumps())
        val words = limits.readLines().single { it.startsWith("Max core file size") }.split(Regex(" +"))
        assertEquals(listOf("0", "0"), words.subList(4, 6))
    }
}
