package app.aikotoba.core

import org.junit.jupiter.api.assertThrows
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue

class FailureTest {
    private val japanese = Words.ofLanguage(Language.JA)
    private val english = Words.ofLanguage(Language.EN)

    @Test
    fun `a failure says who can correct it, and has sentences in both languages`() {
        val failure = assertThrows<Failure.TypeAgain> {
            Enrolment.typed("Amazon", "me", "0!", usualOptions(), null, 0)
        }
        assertEquals("typed-key-symbol", failure.code)
        assertEquals(listOf(NamedFact("at", Fact.Number(1))), failure.facts)
        val (ja, en) = japanese.failure(failure) to english.failure(failure)
        for (sentences in listOf(ja, en)) {
            assertTrue(listOf(sentences.happened, sentences.safe, sentences.next).none { it.isBlank() || "typed-" in it })
        }
        assertNotEquals(ja, en)
        assertTrue(ja.next.endsWith("。"))
    }

    @Test
    fun `a locked vault is a separate case`() =
        TestVault().use { test ->
            test.vault.lock()
            assertThrows<Failure.Locked> { test.rows(0) }
            test.vault.unlockWithDeviceKey(TestVault.KEY, UnlockTries(0u, 0), 0).use { it.finish() }
            assertTrue(test.vault.isUnlocked())
        }

    @Test
    fun `wrong keys are counted, and after many the next try must wait`() =
        TestVault().use { test ->
            test.vault.lock()
            val wrong = TestVault.direct(ByteArray(32) { 8 })
            var tries = UnlockTries(0u, 0)
            repeat(5) {
                val unlocking = test.vault.unlockWithDeviceKey(wrong.duplicate(), tries, 1000)
                assertThrows<Failure.AnotherSource> { unlocking.finish() }
                tries = unlocking.tries()
            }
            assertEquals(5u, tries.wrong)
            val failure = assertThrows<Failure.Device> { test.vault.unlockWithDeviceKey(TestVault.KEY, tries, 2000) }
            assertEquals("gate-too-soon", failure.code)
            assertEquals(14u, test.vault.unlockState(DeviceKey.READY, tries, 2000).secondsLeft)
        }

    @Test
    fun `creating a vault over an existing one is refused`() =
        TestVault().use { test ->
            test.vault.release()
            val creation = test.vault.creation(listOf(UnlockWay.RECOVERY), "", TestVault.direct(ByteArray(0)), "")
            assertEquals("create-exists", assertThrows<Failure.Decide> { creation.finish(0) }.code)
            assertEquals(VaultPresence.VAULT, test.vault.presence())
        }

    @Test
    fun `a file that is not a backup is reported before the password is asked`() {
        val failure = assertThrows<Failure.AnotherSource> { BackupOpening.ofFile("a.txt", "dear diary".toByteArray()) }
        assertEquals("backup-open-not-age", failure.code)
        assertFalse(japanese.failure(failure).happened.isBlank())
    }

    @Test
    fun `every phrase has its sentence`() {
        val banner = Phrase.OfBanner(Banner.BackupMissing(3u))
        assertTrue("3" in english.phrase(banner))
        assertTrue("3" in japanese.phrase(banner))
        assertEquals("0 1 2, 3 4 5", japanese.spelled("012 345"))
    }
}
