package app.aikotoba.core

import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path

/** A vault in its own folder. It is unlocked by a device key, so that tests do not wait for a key derivation. */
class TestVault : AutoCloseable {
    val folder: Path = Files.createTempDirectory("aikotoba")
    val vault: Vault = Vault.at(folder.resolve("vault").toString())

    init {
        vault.creation(listOf(UnlockWay.RECOVERY, UnlockWay.DEVICE), "", KEY, "").use {
            checkNotNull(it.finish(0).recovery).use(::confirm)
        }
    }

    /** Confirms the recovery code: before that, a vault without a password takes one account only. */
    private fun confirm(paper: RecoveryPaper) {
        val asked = checkNotNull(vault.recoveryCheckState())
        vault.answerRecoveryCheck(paper.groups()[asked.at.toInt() - 1], 0)
    }

    /** Imports accounts from key URIs. */
    fun import(vararg uris: String): OutcomeState {
        val importing = Importing.fresh()
        importing.add(uris.joinToString("\n").toByteArray())
        return importing.use { it.finish(vault, 0).use { plan -> plan.apply(vault, 0) } }
    }

    fun rows(millis: Long): List<CodeRow> = vault.codesState(NO_EVIDENCE, millis).rows

    /** The digits of the account with this label. */
    fun code(label: String, millis: Long): String {
        val face = rows(millis).single { it.label == label }.face
        return (face as CodeFace.Shown).code.groups.joinToString("")
    }

    override fun close() {
        vault.release()
        vault.close()
        folder.toFile().deleteRecursively()
    }

    companion object {
        val KEY: ByteBuffer get() = direct(ByteArray(32) { 7 })
        val NO_EVIDENCE = ClockEvidence(AutomaticTime.UNKNOWN, null, null, null)

        fun direct(bytes: ByteArray): ByteBuffer = ByteBuffer.allocateDirect(bytes.size).put(bytes).flip()
    }
}
