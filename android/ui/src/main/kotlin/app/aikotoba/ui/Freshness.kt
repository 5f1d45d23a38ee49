package app.aikotoba.ui

import app.aikotoba.core.BannerLead
import app.aikotoba.core.Failure
import app.aikotoba.core.Vault

/** Keeps what the core wants to be remembered of the vault, to notice an older copy of it or another vault in its place. */
class Freshness(private val vault: Vault, private val memory: Memory) {
    /** Compares the vault that was opened with what is remembered; answers with what the person is to be asked. */
    fun meet(): BannerLead? {
        val met = vault.meet(memory.mark)
        memory.mark = met.mark
        return met.question
    }

    /** Remembers how new the vault is. Called after changes. */
    fun remember() {
        try {
            if (vault.isUnlocked()) meet()
        } catch (_: Failure) {
            // It was locked in between; the next change is remembered.
        }
    }

    /** The person takes the vault for the right one. */
    fun accept() {
        memory.mark = vault.accept().mark
    }
}
