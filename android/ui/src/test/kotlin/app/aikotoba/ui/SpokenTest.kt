@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onRoot
import app.aikotoba.ui.account.EditModel
import app.aikotoba.ui.account.ShareModel
import app.aikotoba.ui.backup.AutomaticBackupModel
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.checklist.ChecklistModel
import app.aikotoba.ui.clock.CorrectionModel
import app.aikotoba.ui.guide.GuideModel
import app.aikotoba.ui.help.HelpModel
import app.aikotoba.ui.moving.MoveModel
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.scan.TypeKeyModel
import app.aikotoba.ui.settings.AboutModel
import app.aikotoba.ui.settings.PasswordModel
import app.aikotoba.ui.settings.RekeyModel
import app.aikotoba.ui.settings.SettingsModel
import app.aikotoba.ui.start.RecoveryModel
import app.aikotoba.ui.trash.TrashModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What a screen reader reads, in its order. */
class SpokenTest {
    @Test
    fun `on every screen, each stop of a screen reader says something, and no code is read as a number`() =
        onApp { test ->
            check("start", test)
            touch("begin")
            check("password", test)
            typeTwice()
            touch("make")
            await("noted")
            check("recovery code", test)
            touch("noted")
            // The camera opens by itself.
            await("paste")
            touch("back")
            await("add")
            check("empty list", test)
            keep("Amazon" to "shop", "Rakuten" to "stall")
            check("list", test)
            val id = app.vault.codesState(app.clock.evidence(), platform.wall).rows.first().id
            val screens =
                mapOf<String, () -> Model>(
                    "scan" to { ScanModel(app) },
                    "type" to { TypeKeyModel(app) },
                    "guide" to { GuideModel(app) },
                    "help" to { HelpModel(app) },
                    "backup" to { BackupModel(app) },
                    "automatic backups" to { AutomaticBackupModel(app) },
                    "restore" to { RestoreModel(app) },
                    "trash" to { TrashModel(app) },
                    "settings" to { SettingsModel(app) },
                    "password" to { PasswordModel(app) },
                    "rekey" to { RekeyModel(app) },
                    "about" to { AboutModel(app) },
                    "checklist" to { ChecklistModel(app) },
                    "correction" to { CorrectionModel(app) },
                    "moving" to { MoveModel(app) },
                    "recovery check" to { RecoveryModel(app) },
                    "edit" to { EditModel(app, id) },
                    "share" to { ShareModel(app, id) },
                )
            for ((name, screen) in screens) {
                app.open(screen)
                test.waitForIdle()
                check(name, test)
                app.back()
            }
            app.lock()
            await("unlock")
            check("unlock", test)
        }

    @Test
    fun `an account is one stop with its names, its code digit by digit and the actions of its menu, and does not change each second`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop", "Rakuten" to "stall")
            val row = rows(test).first()
            assertTrue(row.said.contains("Amazon") && row.said.contains("shop"), row.said)
            val code = app.vault.codesState(app.clock.evidence(), platform.wall).rows.first().face as app.aikotoba.core.CodeFace.Shown
            assertTrue(app.speech.spelled(code.code.drawn) in row.said, row.said)
            val actions = row.config[SemanticsActions.CustomActions].map { it.label }
            for (key in listOf("menu-edit", "menu-share", "menu-trash", "menu-favourite", "menu-down")) assertTrue(app.speech.say(key) in actions, key)
            // An action does what it says.
            row.config[SemanticsActions.CustomActions].single { it.label == app.speech.say("menu-edit") }.action()
            assertTrue(app.top is EditModel)
            app.back()
            val before = rows(test).first().said
            platform.wall += 1000
            (app.top as app.aikotoba.ui.codes.CodesModel).tick()
            test.waitForIdle()
            assertEquals(before, rows(test).first().said)
        }

    private fun rows(test: DesktopComposeUiTest) = stops(test.onRoot().fetchSemanticsNode()).filter { SemanticsActions.CustomActions in it.config }

    private fun check(screen: String, test: DesktopComposeUiTest) {
        val stops = stops(test.onRoot().fetchSemanticsNode())
        assertTrue(stops.any { SemanticsProperties.Heading in it.config } || stops.isNotEmpty(), "$screen has something to say")
        for (stop in stops) {
            val acts = SemanticsActions.OnClick in stop.config || SemanticsActions.CustomActions in stop.config
            if (acts) assertTrue(stop.said.isNotBlank(), "$screen: a stop says nothing: ${stop.config.getOrNull(SemanticsProperties.TestTag)}")
            if (SemanticsActions.CustomActions in stop.config) assertTrue(SemanticsActions.OnClick in stop.config, "$screen: actions cannot be reached")
            if (SemanticsActions.SetText !in stop.config) {
                assertTrue(Regex("""\d{3} ?\d{3}\b""").find(stop.said.filter { it != '\u00a0' }) == null, "$screen: a code is read as a number: ${stop.said}")
            }
        }
    }

    /** The nodes that a screen reader stops at, from the top to the bottom. */
    private fun stops(root: SemanticsNode): List<SemanticsNode> {
        val found = ArrayList<SemanticsNode>()

        fun walk(node: SemanticsNode) {
            if (node.said.isNotBlank() || SemanticsActions.OnClick in node.config || SemanticsActions.CustomActions in node.config) found += node
            node.children.forEach(::walk)
        }
        walk(root)
        return found.sortedWith(compareBy({ it.positionInRoot.y }, { it.positionInRoot.x }))
    }

    private val SemanticsNode.said: String
        get() =
            config.getOrNull(SemanticsProperties.ContentDescription).orEmpty().joinToString(" ") + " " +
                config.getOrNull(SemanticsProperties.Text).orEmpty().joinToString(" ") { it.text } + " " +
                config.getOrNull(SemanticsProperties.EditableText)?.text.orEmpty()
}
