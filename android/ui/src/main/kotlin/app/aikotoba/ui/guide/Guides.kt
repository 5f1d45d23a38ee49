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

/**
 * The guide that the person follows. It is stored outside of the vault, so that it survives the end of the process; only the core reads the
 * stored text.
 */
class Guides(private val memory: ShellMemory) {
    /** The position in the guide; `null` if no guide was begun. */
    var state: GuideState? by mutableStateOf(kept()?.use { it.state() })
        private set

    private fun kept() = guideOfText(memory.guide)

    /** Whether the guide was visible when the app was locked or ended. */
    val isOpen get() = memory.guideOpen && state != null

    fun start(site: String) {
        keep(SiteGuide.start(site))
        memory.guideOpen = true
    }

    /** Goes on with the guide in this text. */
    fun follow(text: String?) {
        guideOfText(text)?.let { keep(it) }
    }

    fun change(step: (SiteGuide) -> Unit) {
        kept()?.let {
            step(it)
            keep(it)
        }
    }

    /** What remains to be done at the site of this account. */
    fun after(account: AccountId?) = state?.takeIf { it.account == account && account != null }

    fun opened() {
        memory.guideOpen = true
    }

    /** The person left the guide, and can return to it from the list. */
    fun left() {
        memory.guideOpen = false
    }

    /** Records in the vault that two-step verification is on, as the site's last page says. */
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
