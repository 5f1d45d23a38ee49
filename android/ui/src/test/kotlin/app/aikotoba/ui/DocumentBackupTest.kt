@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.AutomaticBackupStatus
import app.aikotoba.core.BackupStatus
import app.aikotoba.core.Setting
import app.aikotoba.ui.backup.AutomaticBackupModel
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.backup.deliverBackup
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import java.io.File
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** A backup to one document, as storage apps without folders offer it. */
class DocumentBackupTest {
    private val pictures = Pictures(File(System.getProperty("shots.dir")))

    @Test fun `pictures, Japanese, light`() = shootAll("ja", "light", 1f)

    @Test fun `pictures, Japanese, dark, large type`() = shootAll("ja", "dark", 2f)

    @Test fun `pictures, English, dark`() = shootAll("en", "dark", 1f)

    @Test
    fun `a backup is written to a document, read back and told as handed to its app`() =
        onApp {
            val document = FakeDocument()
            setUp(document)
            save()
            await("saved") { backup.state.status == BackupStatus.FRESH }
            assertTrue(document.name in app.message?.text.orEmpty())
            assertEquals(document.name, backup.state.latest?.name)
            assertNull(backup.folder, "a document has no other devices")
            val first = document.content
            save()
            await("saved again") { !document.content.contentEquals(first) && backup.step == null }
            assertEquals(0, backup.state.history.size, "a document holds one backup")
        }

    @Test
    fun `an interrupted write is shown as not saved, and repeated when the app is started`() =
        onApp {
            val document = FakeDocument()
            setUp(document)
            save()
            await("saved") { backup.state.status == BackupStatus.FRESH }
            document.most = 300
            save()
            await("not saved") { backup.state.status == BackupStatus.UNFINISHED }
            await("error")
            assertNull(backup.state.latest, "the document may hold no backup")
            assertEquals(300, document.content.size)
            assertTrue(platform.backgroundDelivery.isScheduled)
            document.most = Int.MAX_VALUE
            platform.backgroundDelivery.isScheduled = false
            restart()
            await("scheduled") { platform.backgroundDelivery.isScheduled }
            assertFalse(deliver())
            assertTrue(document.content.size > 300)
        }

    @Test
    fun `a document with something else is left as it is`() =
        onApp {
            val document = FakeDocument("a diary".encodeToByteArray())
            setUp(document)
            save()
            await("error")
            assertContentEquals("a diary".encodeToByteArray(), document.content)
        }

    @Test
    fun `a rehearsal opens the document`() =
        onApp {
            setUp(FakeDocument())
            save()
            await("saved") { backup.state.status == BackupStatus.FRESH }
            touch("check-backup")
            type("password", PASSWORD)
            touch("rehearse-do")
            await("rehearsed")
        }

    @Test
    fun `automatic backups go to a document`() =
        onApp {
            val document = FakeDocument()
            setUp(document)
            touch("automatic-open")
            typeTwice()
            touch("turn-on")
            await("saved") { (app.top as? AutomaticBackupModel)?.state?.status == AutomaticBackupStatus.SAVED }
            assertTrue(document.content.isNotEmpty())
        }

    private fun shootAll(language: String, theme: String, fontScale: Float) =
        onApp(FakePlatform(language), fontScale) { test ->
            fun shoot(screen: String) = pictures.compare(test, "$screen-$language-$theme-${(fontScale * 100).toInt()}.png")
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-$theme")
            val document = FakeDocument()
            setUp(document)
            shoot("backup-document")
            document.most = 300
            save()
            await("not saved") { backup.state.status == BackupStatus.UNFINISHED && backup.step == null }
            shoot("backup-document-unfinished")
        }

    /** A vault with two accounts, and the backup screen with a chosen document. */
    private fun Rig.setUp(document: FakeDocument) {
        makeVault()
        confirmCode()
        keep("Amazon" to "shop", "GitHub" to "me")
        platform.document = document
        touch("menu")
        touch("menu-backup")
        touch("choose-document")
        platform.keptFolder = document
        await("save")
    }

    private fun Rig.save() {
        typeTwice()
        touch("save")
    }

    private fun Rig.deliver(): Boolean = runBlocking { platform.deliverBackup(Dispatchers.IO) }

    private val Rig.backup get() = app.top as BackupModel
}
