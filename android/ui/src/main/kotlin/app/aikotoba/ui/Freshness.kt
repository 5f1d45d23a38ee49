package app.aikotoba.ui

import app.aikotoba.core.BannerLead
import app.aikotoba.core.Failure
import app.aikotoba.core.Vault

/**
 * Stores what the core wants stored outside of the vault: its mark, by which an older copy or another vault is noticed, and
 * which device this is.
 */
class Freshness(private val vault: Vault, private val memory: ShellMemory) {
    /** Compares the opened vault with the stored mark. Returns what to ask the person. */
    fun meet(): BannerLead? {
        val met = vault.meet(memory.mark)
        memory.mark = met.mark
        memory.device = vault.deviceRecord(memory.device)
        return met.question
    }

    /** Stores the present mark. Called after changes. */
    fun remember() {
        try {
            if (vault.isUnlocked()) meet()
        } catch (_: Failure) {
            // The vault was locked in between; the next change stores the mark.
        }
    }

    /** The person accepts the vault as the right one. */
    fun accept() {
        memory.mark = vault.accept().mark
    }
}
