@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.AutomaticBackupStatus
import app.aikotoba.core.BannerLead
import app.aikotoba.core.Enrolment
import app.aikotoba.core.Setting
import app.aikotoba.core.usualOptions
import app.aikotoba.ui.backup.AutomaticBackupModel
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.backup.deliverBackup
import app.aikotoba.ui.codes.CodesModel
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import java.io.File
import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue

/** Automatic backups: turned on and off, made after a change, carried while the vault is locked, and what is told about a failure. */
class AutomaticBackupTest {
    private val pictures = Pictures(File(System.getProperty("shots.dir")))

    @Test fun `pictures, Japanese, light`() = shootAll("ja", "light", 1f)

    @Test fun `pictures, Japanese, dark, large type`() = shootAll("ja", "dark", 2f)

    @Test fun `pictures, English, dark`() = shootAll("en", "dark", 1f)

    @Test
    fun `turning on saves at once, and a change is saved a minute later`() =
        onApp { test ->
            val folder = FakeFolder()
            turnedOn(folder)
            awaitStatus(AutomaticBackupStatus.SAVED)
            assertEquals(1, folder.files.size)
            assertFalse(platform.backgroundDelivery.isScheduled)
            touch("back")
            assertEquals(AutomaticBackupStatus.SAVED, assertIs<BackupModel>(app.top).automatic.status)
            touch("back")
            assertEquals(emptyList(), banners())

            add("Rakuten")
            app.changed()
            test.mainClock.advanceTimeBy(1_000)
            test.waitForIdle()
            assertEquals(1, folder.files.size)
            platform.monotonic += MINUTE
            app.changed()
            await("saved") { folder.files.size == 2 }
            await("recorded") { app.vault.automaticBackupState().latest?.accounts == 3u }
        }

    @Test
    fun `leaving the app saves what was changed, also if the app locks at once`() =
        onApp {
            val folder = FakeFolder()
            turnedOn(folder)
            awaitStatus(AutomaticBackupStatus.SAVED)
            add("Rakuten")
            app.hidden()
            app.lock()
            assertFalse(app.vault.isUnlocked())
            await("saved") { folder.files.size == 2 }
            unlock()
            await("accounts")
            await("recorded") { app.vault.automaticBackupState().latest?.accounts == 3u }
        }

    @Test
    fun `a place that is full is told with the reason, and the backup is saved later`() =
        onApp {
            val folder = FakeFolder(full = true)
            turnedOn(folder)
            awaitStatus(AutomaticBackupStatus.FAILING)
            assertTrue(platform.backgroundDelivery.isScheduled)
            touch("back")
            touch("back")
            assertEquals(listOf(BannerLead.AUTOMATIC_BACKUP), banners())
            touch("banner-lead")
            await("error")
            folder.full = false
            touch("retry")
            awaitStatus(AutomaticBackupStatus.SAVED)
            assertEquals(1, folder.files.size)
            assertFalse(platform.backgroundDelivery.isScheduled)
            touch("back")
            assertEquals(emptyList(), banners())
        }

    @Test
    fun `a job carries the backup while the vault is locked, and unlocking shows it`() =
        onApp {
            val folder = FakeFolder(full = true)
            turnedOn(folder)
            awaitStatus(AutomaticBackupStatus.FAILING)
            app.lock()
            assertTrue(deliver(), "it is still full")
            platform.keptFolder = null
            folder.full = false
            assertTrue(deliver(), "the place is not accessible")
            platform.keptFolder = folder
            assertFalse(deliver())
            assertEquals(1, folder.files.size)
            assertFalse(deliver(), "nothing is left to carry")
            unlock()
            await("accounts")
            await("recorded") { app.vault.automaticBackupState().status == AutomaticBackupStatus.SAVED }
        }

    @Test
    fun `a folder that was chosen later does not get the backup for the former one`() =
        onApp {
            val folder = FakeFolder(full = true)
            turnedOn(folder)
            awaitStatus(AutomaticBackupStatus.FAILING)
            val other = FakeFolder().apply { address = "content://card" }
            platform.keptFolder = other
            assertTrue(deliver())
            assertEquals(emptyMap(), other.files)
            platform.folder = other
            touch("choose-place")
            touch("retry")
            awaitStatus(AutomaticBackupStatus.SAVED)
            assertEquals(1, other.files.size)
        }

    @Test
    fun `turning off deletes what was prepared and keeps the backups`() =
        onApp {
            val folder = FakeFolder()
            turnedOn(folder)
            awaitStatus(AutomaticBackupStatus.SAVED)
            folder.full = true
            add("Rakuten")
            app.vault.askForAutomaticBackup()
            app.changed()
            awaitStatus(AutomaticBackupStatus.FAILING)
            touch("turn-off")
            awaitStatus(AutomaticBackupStatus.OFF)
            assertFalse(platform.backgroundDelivery.isScheduled)
            folder.full = false
            assertFalse(deliver(), "nothing is prepared")
            assertEquals(1, folder.files.size)
        }

    @Test
    fun `a folder on disk is written by the core`() =
        onApp {
            val disk = Files.createTempDirectory("backups").toFile()
            val folder = FakeFolder()
            folder.diskPath = disk
            folder.address = disk.path
            turnedOn(folder)
            awaitStatus(AutomaticBackupStatus.SAVED)
            assertEquals(1, disk.list()?.size)
        }

    @Test
    fun `a job is scheduled again for what was left when the app is started`() =
        onApp {
            turnedOn(FakeFolder(full = true))
            awaitStatus(AutomaticBackupStatus.FAILING)
            platform.backgroundDelivery.isScheduled = false
            restart()
            await("scheduled") { platform.backgroundDelivery.isScheduled }
        }

    private fun shootAll(language: String, theme: String, fontScale: Float) =
        onApp(FakePlatform(language), fontScale) { test ->
            fun shoot(screen: String) = pictures.compare(test, "$screen-$language-$theme-${(fontScale * 100).toInt()}.png")
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-$theme")
            val folder = FakeFolder()
            setUp(folder)
            shoot("automatic-backup-off")
            type("password", PASSWORD)
            type("password-again", PASSWORD)
            touch("turn-on")
            awaitStatus(AutomaticBackupStatus.SAVED)
            app.message = null
            shoot("automatic-backup-saved")
            folder.full = true
            add("Rakuten")
            app.vault.askForAutomaticBackup()
            app.changed()
            awaitStatus(AutomaticBackupStatus.FAILING)
            await("nothing runs") { !app.automatic.isBusy }
            shoot("automatic-backup-failing")
            touch("back")
            shoot("backup-with-automatic")
            touch("back")
            shoot("automatic-backup-banner")
        }

    /** A vault with two accounts, and the screen of automatic backups with a chosen folder. */
    private fun Rig.setUp(folder: FakeFolder) {
        makeVault()
        confirmCode()
        keep("Amazon" to "shop", "GitHub" to "me")
        platform.folder = folder
        platform.keptFolder = folder
        touch("menu")
        touch("menu-backup")
        await("automatic-open")
        touch("automatic-open")
        await("password")
    }

    private fun Rig.turnedOn(folder: FakeFolder) {
        setUp(folder)
        typeTwice()
        touch("turn-on")
    }

    private fun Rig.add(issuer: String) {
        val enrolment = Enrolment.typed(issuer, "me", RFC_KEY, usualOptions(), null, platform.wall)
        enrolment.commit(app.vault, platform.wall)
        enrolment.confirm(app.vault, platform.wall)
    }

    private fun Rig.awaitStatus(status: AutomaticBackupStatus) = await(status.name) { (app.top as? AutomaticBackupModel)?.state?.status == status }

    private fun Rig.deliver(): Boolean = runBlocking { platform.deliverBackup(Dispatchers.IO) }

    private fun Rig.banners(): List<BannerLead> {
        (app.top as CodesModel).refresh()
        return (app.top as CodesModel).state.banners.map { it.lead }
    }

    private companion object {
        const val MINUTE = 60_000L
    }
}
