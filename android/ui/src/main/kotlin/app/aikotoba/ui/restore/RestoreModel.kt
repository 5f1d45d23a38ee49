package app.aikotoba.ui.restore

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.BackupOpening
import app.aikotoba.core.IncomingPlan
import app.aikotoba.core.OpenedBackup
import app.aikotoba.core.PlanChoice
import app.aikotoba.core.PlanOrigin
import app.aikotoba.core.PlanState
import app.aikotoba.core.RehearsalOutcome
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.Message
import app.aikotoba.ui.Model
import app.aikotoba.ui.PickedFile

/** The result of a rehearsal, as text. */
class RehearsalText(val text: String, val complete: Boolean)

/** A restore or an import: preview, choices, result, undo. With [rehearsing] the vault does not change. */
class RestoreModel(app: AppModel, private var held: IncomingPlan? = null, val rehearsing: Boolean = false) : Model(app) {
    private var opening: BackupOpening? = null
    var fileName by mutableStateOf<String?>(null)
        private set
    var password by mutableStateOf("")
    var plan by mutableStateOf<PlanState?>(held?.state())
        private set
    var rehearsal by mutableStateOf<RehearsalText?>(null)
        private set
    var done by mutableStateOf<String?>(null)
        private set

    /** What to do with the app that the accounts came from. */
    var advice by mutableStateOf<String?>(null)
        private set
    var canUndo by mutableStateOf(false)
        private set

    val warnings get() = plan?.notices.orEmpty().map { app.speech.say(it) }
    val origin get() = (plan?.origin as? PlanOrigin.Backup)?.let { say("plan-made", "time" to app.speech.time(it.made)) }

    fun pick() = choose(platform::pickBackupFile, { Incoming.Backup(it, rehearsing) }) { read(it) }

    /** Takes a file that was chosen before the app was locked. */
    fun take(file: PickedFile) = act { read(file) }

    private suspend fun read(file: PickedFile) {
        opening = inBackground { BackupOpening.ofFile(file.name, file.bytes).also { it.knownTo(vault) } }
        fileName = file.name.orEmpty()
    }

    fun open() =
        act {
            val opened = opening?.let { inBackground { it.finish(password) } } ?: return@act
            password = ""
            if (rehearsing) rehearse(opened) else show(inBackground { opened.plan(vault) })
        }

    private suspend fun rehearse(opened: OpenedBackup) {
        rehearsal = inBackground { opened.rehearse(vault) }.let { RehearsalText(app.speech.say(it.phrase), it.outcome == RehearsalOutcome.COMPLETE) }
    }

    private fun show(plan: IncomingPlan) {
        held = plan
        this.plan = plan.state()
    }

    fun choose(place: UInt, choice: PlanChoice) = quietly { plan = held?.choose(place, choice) }

    fun apply() =
        act {
            val plan = held ?: return@act
            val outcome = change { plan.apply(vault, now) }
            canUndo = true
            done = app.speech.say(outcome.phrase)
            advice = outcome.advice?.let { app.speech.say(it) }
        }

    fun undo() =
        act {
            change(Message(say("plan-undone"))) { vault.undo(now) }
            app.showCodes()
        }

    /** A restore that is being written finishes first. */
    override fun stepBack(): Boolean = busy && held != null

    fun leave() = app.showCodes()
}
