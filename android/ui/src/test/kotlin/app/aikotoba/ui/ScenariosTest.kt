package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.EnrolmentStage
import app.aikotoba.core.PlanChoice
import app.aikotoba.core.ScanAction
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.codes.OpenFromCodes
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.start.StartModel
import app.aikotoba.ui.unlock.UnlockModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertTrue

/** The scenarios of `tests/scenarios`, which the Swift models pass too. */
@OptIn(ExperimentalTestApi::class)
class ScenariosTest {
    private class Step(val action: String, val with: String, val then: String)

    private val step = Regex("""\{"action": "([^"]*)", "with": "([^"]*)", "then": "([^"]*)"}""")

    @Test
    fun `every scenario reaches its end`() {
        val files = File("../../tests/scenarios").listFiles { file -> file.extension == "json" }.orEmpty().sorted()
        assertTrue(files.size >= 5, "$files")
        for (file in files) {
            val steps = step.findAll(file.readText()).map { it.destructured.let { (action, with, then) -> Step(action, with, then) } }.toList()
            assertTrue(steps.isNotEmpty(), file.name)
            onApp { test ->
                val runner = ScenarioRunner(this)
                for ((at, step) in steps.withIndex()) {
                    test.runOnIdle { runner.perform(step.action, step.with) }
                    test.waitUntil("${file.name}, step $at: ${step.action} leads to ${step.then}, not ${runner.state}", Rig.TIMEOUT_MILLIS) {
                        runner.state == step.then && runner.isAtRest
                    }
                }
            }
        }
    }
}

/** Performs acts by their names. */
private class ScenarioRunner(private val rig: Rig) {
    private val place = FakeFolder()
    private val app get() = rig.app
    val isAtRest get() = !app.top.busy

    val state get() = name(app.top) + if (app.top.errorText == null) "" else " error"

    private fun name(top: Model) =
        when (top) {
            is StartModel -> "start-${kebab(top.step)}"
            is UnlockModel -> "unlock"
            is CodesModel -> "codes-${top.state.rows.size}"
            is ScanModel -> if (top.state.action is ScanAction.Confirm) "scan-confirm" else "scan"
            is EnrolmentModel -> "enrolment-${stage(top.state.stage)}"
            is BackupModel -> "backup-${kebab(top.state.status)}"
            is RestoreModel -> if (top.done != null) {
                "restore-done"
            } else if (top.plan != null) {
                "restore-plan"
            } else {
                "restore-choose"
            }
            else -> top.javaClass.simpleName
        }

    private fun kebab(value: Enum<*>) = value.name.lowercase().replace('_', '-')

    private fun stage(stage: EnrolmentStage) =
        when (stage) {
            is EnrolmentStage.Draft -> "draft"
            is EnrolmentStage.Unconfirmed -> "unconfirmed"
            is EnrolmentStage.Refused -> "refused"
            is EnrolmentStage.Confirmed -> "confirmed"
        }

    fun perform(action: String, with: String) {
        when (action) {
            "" -> Unit
            "back" -> app.back()
            "lock" -> app.lock()
            "hide" -> app.hidden()
            "show" -> app.shown()
            "receive" -> app.receive(Incoming.Text(with))
            "let-seconds-pass" -> rig.platform.monotonic += with.toLong() * 1000
            else -> actOn(app.top, action, with)
        }
    }

    private fun actOn(top: Model, action: String, with: String) {
        when (top) {
            is StartModel -> actAtStart(top, action, with)
            is UnlockModel -> unlock(top, action, with)
            is CodesModel -> actInList(top, action)
            is ScanModel -> actInScan(top, action, with)
            is EnrolmentModel -> actInEnrolment(top, action)
            is BackupModel -> actInBackup(top, action, with)
            is RestoreModel -> actInRestore(top, action, with)
            else -> impossible(action)
        }
    }

    private fun actAtStart(top: StartModel, action: String, with: String) {
        when (action) {
            "begin" -> top.scan()
            "choose-password" -> top.password.fill(with)
            "make" -> top.make()
            "noted" -> top.noted()
            else -> impossible(action)
        }
    }

    private fun unlock(top: UnlockModel, action: String, with: String) {
        if (action != "unlock") impossible(action)
        if (top.way != UnlockWay.PASSPHRASE) top.choose(UnlockWay.PASSPHRASE)
        top.typed = with
        top.unlock()
    }

    private fun actInList(top: CodesModel, action: String) {
        val open = OpenFromCodes(app, top)
        when (action) {
            "scan" -> open.scan()
            "backup" -> open.backup()
            "restore" -> open.restore()
            "erase-all" -> {
                for (row in top.state.rows) {
                    app.vault.discard(row.id, rig.platform.wall)
                    app.vault.purge(row.id)
                }
                app.changed()
                top.refresh()
            }
            else -> impossible(action)
        }
    }

    private fun actInScan(top: ScanModel, action: String, with: String) {
        when (action) {
            "paste" -> {
                rig.platform.toPaste = with
                top.paste()
            }
            "choose" -> top.choose(top.state.findings.first().place)
            else -> impossible(action)
        }
    }

    private fun actInEnrolment(top: EnrolmentModel, action: String) {
        when (action) {
            "commit" -> top.commit()
            "accepted" -> top.accepted()
            "refused" -> top.refused()
            "next-doubt" -> top.nextDoubt()
            "cancel" -> top.cancel()
            "to-list" -> top.open.list()
            else -> impossible(action)
        }
    }

    private fun actInBackup(top: BackupModel, action: String, with: String) {
        when (action) {
            "choose-place", "choose-full-place" -> {
                rig.platform.folder = if (action == "choose-place") place else FakeFolder(full = true)
                top.chooseFolder()
            }
            "choose-password" -> top.password.fill(with)
            "save" -> top.save()
            else -> impossible(action)
        }
    }

    private fun actInRestore(top: RestoreModel, action: String, with: String) {
        when (action) {
            "pick" -> {
                rig.platform.file = place.files.entries.first().let { (name, bytes) -> PickedFile(name, bytes) }
                top.pick()
            }
            "open" -> {
                top.password = with
                top.open()
            }
            "add-removed" -> top.plan?.rows.orEmpty().filter { it.removed != null }.forEach { top.choose(it.place, PlanChoice.ADD) }
            "apply" -> top.apply()
            "undo" -> top.undo()
            "to-list" -> top.leave()
            else -> impossible(action)
        }
    }

    private fun impossible(action: String): Nothing = error("$action is not possible in $state")
}
