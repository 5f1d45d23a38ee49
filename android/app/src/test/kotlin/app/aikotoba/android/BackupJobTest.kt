package app.aikotoba.android

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.content.Intent
import android.provider.DocumentsContract
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import app.aikotoba.core.AutomaticBackupStatus
import app.aikotoba.core.ChosenPlace
import app.aikotoba.core.PlaceKind
import app.aikotoba.core.backupDelivery
import app.aikotoba.core.backupDeliveryRetryMillis
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadow.api.Shadow
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** The background job that carries an automatic backup to a folder of a document provider. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class BackupJobTest {
    @get:Rule val rule = createEmptyComposeRule()
    private val driver = AppDriver(rule)
    private val platform get() = driver.process.platform
    private val vault get() = driver.app.vault
    private val disk get() = File(driver.process.cacheDir, "backups")
    private val saved get() = disk.list().orEmpty().filter { it.endsWith(".age") }
    private val waiting: JobInfo? get() = driver.process.getSystemService(JobScheduler::class.java).allPendingJobs.singleOrNull()

    @Before
    fun aProvider() = FolderProvider.install()

    @Test
    fun the_job_carries_the_backup_while_the_vault_is_locked_and_unlocking_shows_it() =
        prepared {
            assertFalse(vault.isUnlocked())
            assertFalse(run(), "it is not to be repeated")
            assertEquals(1, saved.size)
            assertNull(backupDelivery(platform.vault.path))
            driver.unlock()
            driver.await("it is recorded") { vault.automaticBackupState().status == AutomaticBackupStatus.SAVED }
        }

    @Test
    fun a_provider_that_fails_has_the_job_repeated_and_unlocking_shows_why() =
        prepared {
            FolderProvider.allowsWriting = false
            assertTrue(run())
            FolderProvider.reset()
            FolderProvider.throws = IllegalStateException()
            assertTrue(run())
            driver.unlock()
            driver.await("it is recorded") { vault.automaticBackupState().status == AutomaticBackupStatus.FAILING }
            FolderProvider.reset()
            assertFalse(run())
            driver.await("it is recorded") { vault.automaticBackupState().status == AutomaticBackupStatus.SAVED }
            assertEquals(1, saved.size)
        }

    @Test
    fun a_folder_that_is_gone_or_forbidden_has_the_job_repeated() =
        prepared {
            disk.deleteRecursively()
            assertTrue(run())
            disk.mkdirs()
            driver.process.contentResolver.persistedUriPermissions.toList().forEach { driver.process.contentResolver.releasePersistableUriPermission(it.uri, READ_AND_WRITE) }
            assertTrue(run())
            driver.unlock()
            driver.await("it is recorded") { vault.automaticBackupState().failure?.why?.code == "place-gone" }
        }

    @Test
    fun without_a_prepared_backup_the_job_ends() =
        prepared {
            assertFalse(run())
            assertFalse(run())
            assertEquals(1, saved.size)
        }

    @Test
    fun the_job_asks_for_nothing_and_waits_as_long_as_the_core_says() {
        val jobs = BackupJobs(driver.process)
        jobs.schedule()
        jobs.schedule()
        val job = assertNotNull(waiting)
        assertEquals(backupDeliveryRetryMillis().toLong(), job.initialBackoffMillis)
        assertEquals(JobInfo.BACKOFF_POLICY_EXPONENTIAL, job.backoffPolicy)
        assertNull(job.requiredNetwork)
        assertFalse(job.isPersisted)
        jobs.cancel()
        assertNull(waiting)
    }

    /** A locked vault with a prepared backup that was not carried. */
    private fun prepared(test: () -> Unit) =
        driver.start().use {
            disk.mkdirs()
            driver.makeVault()
            driver.addByPasting()
            val tree = DocumentsContract.buildTreeDocumentUri(FolderProvider.AUTHORITY, disk.path)
            platform.documents.keep(tree)
            vault.turnOnAutomaticBackup(ChosenPlace("backups", tree.toString(), PlaceKind.FOLDER), PASSWORD, platform.wallMillis())
            assertNotNull(vault.automaticBackup(platform.wallMillis())).use { it.finish() }
            vault.lock()
            driver.app.askToUnlock()
            driver.await("unlock")
            test()
        }

    /** Runs the job to its end. Returns whether it is to be repeated. */
    private fun run(): Boolean {
        val job = Robolectric.buildService(BackupJob::class.java).create().get()
        assertTrue(job.onStartJob(Shadow.newInstanceOf(JobParameters::class.java)))
        driver.await("the job ends") { shadowOf(job).isJobFinished }
        return shadowOf(job).isRescheduleNeeded
    }

    private companion object {
        const val READ_AND_WRITE = Intent.FLAG_GRANT_READ_URI_PERMISSION or Intent.FLAG_GRANT_WRITE_URI_PERMISSION
    }
}
