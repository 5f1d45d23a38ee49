package app.aikotoba.ui.enrol

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.AccountId
import app.aikotoba.core.Enrolment
import app.aikotoba.core.EnrolmentStage
import app.aikotoba.core.staysOn
import app.aikotoba.core.waitMillis
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.copyCode
import kotlinx.coroutines.delay

/** Adding an account, until the site has accepted its code. */
class EnrolmentModel(app: AppModel, private val enrolment: Enrolment, val isFromPicture: Boolean = false) : Model(app) {
    var state by mutableStateOf(enrolment.state(app.vault, app.codeTime().now))
        private set

    /** The name of this login, and its colour, if the site has others. */
    var login by mutableStateOf(state.label)
    var colour by mutableStateOf(state.login?.colour?.toInt() ?: 0)

    init {
        if (state.stage is EnrolmentStage.Draft) {
            // Runs in parallel with the person's actions: an answer to a question is not ignored because of it.
            load {
                try {
                    change {
                        enrolment.commitUnquestioned(vault, now)
                        if (enrolment.account() != null) follow()
                    }
                } finally {
                    if (!isClosed) refresh()
                }
            }
        }
    }

    private val since = platform.monotonicMillis()

    /** Whether the screen stays on, because a code is to be typed. */
    val keepsScreenOn get() = staysOn(state, since, platform.monotonicMillis())

    /** Updates the screen, and starts again when the core asks for another interval. It ends when another screen covers this one. */
    suspend fun watch() {
        try {
            while (true) {
                platform.keepScreenOn(keepsScreenOn)
                delay(waitMillis(state.refreshAt, codeNow).toLong())
                refresh()
            }
        } finally {
            platform.keepScreenOn(false)
        }
    }

    private fun refresh() = quietly { state = enrolment.state(vault, codeNow) }

    private fun step(block: () -> Unit) = changing(::refresh, block = block)

    val open = OpenFromEnrolment(app)

    /** The account, if the site has not accepted its code yet. */
    val unfinished get() = enrolment.account().takeIf { state.stage is EnrolmentStage.Unconfirmed || state.stage is EnrolmentStage.Refused }

    /** What remains to be done at the site of this account. */
    val guide get() = app.guides.after(enrolment.account())

    fun commit() =
        step {
            nameLogin()
            enrolment.commit(vault, now)
            follow()
        }

    private fun nameLogin() {
        if (state.login != null) enrolment.nameLogin(login, colour.toUByte())
    }

    private fun follow() = app.guides.follow(enrolment.followGuide(vault, app.memory.guide))

    /** Adds the account, and moves the account with an older code of the same page to the trash. */
    fun replace(older: AccountId) =
        step {
            nameLogin()
            enrolment.commitInPlaceOf(older, vault, now)
            follow()
        }

    fun take() = step { enrolment.takeNextCode(vault) }

    /**
     * The site accepted a code. If nothing else opens the vault yet, a second way to open it comes next, because the site still shows its
     * QR code.
     */
    fun accepted() =
        act {
            try {
                inBackground {
                    enrolment.confirm(vault, now)
                    enrolment.account()?.let { id -> app.guides.change { it.codeAccepted(id) } }
                }
                app.secureFirst()
            } finally {
                app.changed()
                refresh()
            }
        }

    fun refused() = step { enrolment.refused(vault, app.clock.evidence(), codeNow) }

    fun nextDoubt() = step { enrolment.nextDoubt(vault) }

    fun tryAgain() = step { enrolment.tryAgain(vault) }

    fun cancel() =
        act {
            change { enrolment.giveUp(vault, now) }
            enrolment.account()?.let { id -> app.guides.change { it.accountRemoved(id) } }
            app.showCodes()
        }

    fun copy() = quietly { enrolment.account()?.let { vault.codeToCopy(it, codeNow) }?.let { app.copyCode(it) } }
}
