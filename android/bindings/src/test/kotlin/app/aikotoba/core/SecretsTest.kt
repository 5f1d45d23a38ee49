package app.aikotoba.core

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** Values printed by a log or a debugger reveal neither keys nor codes. */
class SecretsTest {
    private val key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    private val uri = "otpauth://totp/Amazon:me?secret=$key&issuer=Amazon"

    @Test
    fun `no state prints a code or a key`() =
        TestVault().use { test ->
            test.import(uri)
            val now = 59_000L
            val state = test.vault.codesState(TestVault.NO_EVIDENCE, now)
            val code = test.code("me", now)
            assertEquals("287082", code)
            val enrolment = CodeScanner.fresh().use {
                it.text(uri, Provenance.USER, now)
                it.enrolment(0u)
            }
            val printed = listOf(
                state,
                test.vault.tick(listOf(state.rows[0].id), now),
                enrolment,
                enrolment.state(test.vault, now),
                test.vault.accountState(state.rows[0].id),
                test.vault,
                test.vault.settingsState(),
            ).joinToString { it.toString() }
            assertFalse(code in printed || "287 082" in printed, printed)
            assertFalse(key in printed)
            enrolment.close()
        }

    @Test
    fun `a key is returned only for sharing`() =
        TestVault().use { test ->
            test.import(uri)
            val shared = test.vault.shareAccount(test.rows(0)[0].id)
            assertTrue(key in shared.text(0u)!!)
            val picture = shared.qr(0u)!!
            assertEquals((picture.side * picture.side).toInt(), picture.modules.size)
            assertFalse(key in shared.toString())
            shared.close()
        }
}
