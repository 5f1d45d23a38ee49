package app.aikotoba.core

import kotlin.system.measureNanoTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** A thousand accounts. Times are printed for docs/performance.md; only their ratio is tested. */
class ThousandTest {
    private fun uri(number: Int): String {
        val alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        val key = (0 until 32).map { alphabet[(number * 7 + it * 13 + (number shr 5) * it) % 32] }.joinToString("")
        return "otpauth://totp/Site$number:user$number@example.com?secret=$key&issuer=Site$number"
    }

    private fun median(times: Int, work: () -> Unit): Double = List(times) { measureNanoTime(work) / 1e6 }.sorted()[times / 2]

    @Test
    fun `updating the visible rows costs a small part of the whole list`() =
        TestVault().use { test ->
            val outcome = test.import(*Array(1000) { uri(it) })
            assertEquals(1000u, outcome.added)
            test.vault.lock()
            test.vault.unlockWithDeviceKey(TestVault.KEY, UnlockTries(0u, 0), 0).use { it.finish() }
            lateinit var state: CodesState
            val first = measureNanoTime { state = test.vault.codesState(TestVault.NO_EVIDENCE, 59_000) } / 1e6
            assertEquals(1000, state.rows.size)
            val whole = median(30) { test.vault.codesState(TestVault.NO_EVIDENCE, 59_000) }
            val visible = state.rows.take(12).map { it.id }
            repeat(200) { test.vault.tick(visible, 59_000) }
            val tick = median(200) { test.vault.tick(visible, 59_000) }
            test.vault.search("ｓｉｔｅ７")
            val found = median(30) { test.vault.codesState(TestVault.NO_EVIDENCE, 59_000) }
            println(
                "1,000 accounts: first state %.1f ms, later %.1f ms, searched %.1f ms; tick of 12 rows %.3f ms"
                    .format(first, whole, found, tick),
            )
            assertTrue(tick * 5 < whole, "a tick of 12 rows took $tick ms, the whole list $whole ms")
        }
}
