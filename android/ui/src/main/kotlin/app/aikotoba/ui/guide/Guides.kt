package app.aikotoba.ui.guide

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.GuideState
import app.aikotoba.core.SiteGuide
import app.aikotoba.core.UnixMillis
import app.aikotoba.core.Vault
import app.aikotoba.core.guideOfText
import app.aikotoba.ui.ShellMemory

/** The guide that the person follows. It survives the process; only the core reads what is kept of it. */
class Guides(private val memory: ShellMemory) {
    /** Where the person is; `null` where no guide was begun. */
    var state: GuideState? by mutableStateOf(kept()?.use { it.state() })
        private set

    private fun kept() = guideOfText(memory.guide)

    /** Whether the guide was in sight when the app was locked or ended. */
    val isOpen get() = memory.guideOpen && state != null

    fun start(site: String) {
        keep(SiteGuide.start(site))
        memory.guideOpen = true
    }

    /** The text of the guide to go on with. */
    fun follow(text: String?) {
        guideOfText(text)?.let { keep(it) }
    }

    fun change(step: (SiteGuide) -> Unit) {
        kept()?.let {
            step(it)
            keep(it)
        }
    }

    /** What is still to be done at the site of this account. */
    fun after(account: AccountId?) = state?.takeIf { it.account == account && account != null }

    fun opened() {
        memory.guideOpen = true
    }

    /** The person left the guide, and can take it up from the list. */
    fun left() {
        memory.guideOpen = false
    }

    /** Records in the vault that the site's last page said that it is on. */
    fun record(vault: Vault, now: UnixMillis) {
        kept()?.use { vault.finishGuide(it, now) }
    }

    fun end() {
        memory.guide = null
        memory.guideOpen = false
        state = null
    }

    private fun keep(guide: SiteGuide) =
        guide.use {
            memory.guide = it.text()
            state = it.state()
        }
}
