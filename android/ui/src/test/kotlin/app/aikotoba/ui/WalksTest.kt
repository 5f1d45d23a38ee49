package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.EnrolmentStage
import app.aikotoba.core.PlanChoice
import app.aikotoba.core.ScanStep
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

/** The walks of `tests/walks`, which the Swift models pass too. */
@OptIn(ExperimentalTestApi::class)
class WalksTest {
    private class Step(val act: String, val with: String, val then: String)

    private val step = Regex("""\{"act": "([^"]*)", "with": "([^"]*)", "then": "([^"]*)"}""")

    @Test
    fun `every walk reaches its end`() {
        val files = File("../../tests/walks").listFiles { file -> file.extension == "json" }.orEmpty().sorted()
        assertTrue(files.size >= 5, "$files")
        for (file in files) {
            val steps = step.findAll(file.readText()).map { it.destructured.let { (act, with, then) -> Step(act, with, then) } }.toList()
            assertTrue(steps.isNotEmpty(), file.name)
            onApp { test ->
                val walker = Walker(this)
                for ((at, step) in steps.withIndex()) {
                    test.runOnIdle { walker.act(step.act, step.with) }
                    test.waitUntil("${file.name}, step $at: ${step.act} leads to ${step.then}, not ${walker.state}", Rig.PATIENCE) {
                        walker.state == step.then && walker.isAtRest
                    }
                }
            }
        }
    }
}

/** Performs acts by their names. */
private class Walker(private val rig: Rig) {
    private val place = FakeFolder()
    private val app get() = rig.app
    val isAtRest get() = !app.top.busy

    val state get() = name(app.top) + if (app.top.trouble == null) "" else " trouble"

    private fun name(top: Model) =
        when (top) {
            is StartModel -> "start-${kebab(top.step)}"
            is UnlockModel -> "unlock"
            is CodesModel -> "codes-${top.state.rows.size}"
            is ScanModel -> if (top.state.act is ScanStep.Confirm) "scan-confirm" else "scan"
            is EnrolmentModel -> "enrolment-${stage(top.state.stage)}"
            is BackupModel -> "backup-${kebab(top.state.standing)}"
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

    fun act(act: String, with: String) {
        when (act) {
            "" -> Unit
            "back" -> app.back()
            "lock" -> app.lock()
            "hide" -> app.hidden()
            "show" -> app.shown()
            "receive" -> app.receive(Incoming.Text(with))
            "let-seconds-pass" -> rig.platform.monotonic += with.toLong() * 1000
            else -> actOn(app.top, act, with)
        }
    }

    private fun actOn(top: Model, act: String, with: String) {
        when (top) {
            is StartModel -> actAtStart(top, act, with)
            is UnlockModel -> unlock(top, act, with)
            is CodesModel -> actInList(top, act)
            is ScanModel -> actInScan(top, act, with)
            is EnrolmentModel -> actInEnrolment(top, act)
            is BackupModel -> actInBackup(top, act, with)
            is RestoreModel -> actInRestore(top, act, with)
            else -> impossible(act)
        }
    }

    private fun actAtStart(top: StartModel, act: String, with: String) {
        when (act) {
            "begin" -> top.scan()
            "choose-password" -> top.password.fill(with)
            "make" -> top.make()
            "noted" -> top.noted()
            else -> impossible(act)
        }
    }

    private fun unlock(top: UnlockModel, act: String, with: String) {
        if (act != "unlock") impossible(act)
        if (top.way != UnlockWay.PASSPHRASE) top.choose(UnlockWay.PASSPHRASE)
        top.typed = with
        top.unlock()
    }

    private fun actInList(top: CodesModel, act: String) {
        val open = OpenFromCodes(app, top)
        when (act) {
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
            else -> impossible(act)
        }
    }

    private fun actInScan(top: ScanModel, act: String, with: String) {
        when (act) {
            "paste" -> {
                rig.platform.toPaste = with
                top.paste()
            }
            "choose" -> top.choose(top.state.findings.first().place)
            else -> impossible(act)
        }
    }

    private fun actInEnrolment(top: EnrolmentModel, act: String) {
        when (act) {
            "commit" -> top.commit()
            "accepted" -> top.accepted()
            "refused" -> top.refused()
            "next-doubt" -> top.nextDoubt()
            "cancel" -> top.cancel()
            "to-list" -> top.open.list()
            else -> impossible(act)
        }
    }

    private fun actInBackup(top: BackupModel, act: String, with: String) {
        when (act) {
            "choose-place", "choose-full-place" -> {
                rig.platform.folder = if (act == "choose-place") place else FakeFolder(full = true)
                top.choosePlace()
            }
            "choose-password" -> top.password.fill(with)
            "save" -> top.save()
            else -> impossible(act)
        }
    }

    private fun actInRestore(top: RestoreModel, act: String, with: String) {
        when (act) {
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
            else -> impossible(act)
        }
    }

    private fun impossible(act: String): Nothing = error("$act is not possible in $state")
}
