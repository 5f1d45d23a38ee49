package app.aikotoba.ui

import app.aikotoba.core.Failure
import app.aikotoba.core.Vault
import app.aikotoba.core.VaultAge

/** Notices a vault that is older than the one that was seen last, or another. */
class Freshness(private val vault: Vault, private val memory: Memory) {
    private var isOlder = false

    /** Compares the vault that was opened with what is remembered. */
    fun meet() {
        isOlder = memory.mark?.let { vault.meet(it) != VaultAge.Current } ?: false
        remember()
    }

    /** Remembers how new the vault is, unless it is an older one that the person has not accepted. Called after changes. */
    fun remember() {
        try {
            if (vault.isUnlocked() && !isOlder) memory.mark = vault.mark()
        } catch (_: Failure) {
            // It was locked in between; the next change is remembered.
        }
    }

    /** The person takes the older vault for the right one. */
    fun acceptOlder() {
        vault.acceptOlder()
        isOlder = false
        remember()
    }
}
