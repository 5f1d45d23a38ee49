package app.aikotoba.android

import android.Manifest
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts.CreateDocument
import androidx.activity.result.contract.ActivityResultContracts.OpenDocument
import androidx.activity.result.contract.ActivityResultContracts.OpenDocumentTree
import androidx.activity.result.contract.ActivityResultContracts.PickVisualMedia
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import app.aikotoba.core.ScanFeedback
import app.aikotoba.ui.BackupDestination
import app.aikotoba.ui.BackupDocument
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.Camera
import app.aikotoba.ui.ClockSigns
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.Platform
import app.aikotoba.ui.Preferences
import app.aikotoba.ui.SettingsPage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.File

/** The screens' [Platform] on Android, with one class for each concern. It lives as long as the process. */
class AndroidPlatform(private val context: Context) : Platform {
    val activityHolder = ActivityHolder()

    private val clock = DeviceClock(context.contentResolver)
    private val pictures = ActivityRequest("picture", PickVisualMedia()) { picture -> picture?.let { orphan(it) } }
    private val files = ActivityRequest("file", OpenDocument())
    private val folders = ActivityRequest("folder", OpenPersistentFolder())
    private val newFiles = ActivityRequest("new-file", CreateDocument("text/html"))
    private val backupDocuments = ActivityRequest("backup-document", CreatePersistentDocument())
    private val permissions = ActivityRequest("permission", RequestPermission())

    override val preferences: Preferences = SharedPreferencesStore(context)
    val language = AppLanguage(context, preferences)
    val documents = Documents(context, preferences)

    // The folder that `data_extraction_rules.xml` transfers to a new phone.
    override val vault: File = File(context.filesDir, "vault").apply { mkdirs() }.resolve("vault.aikotoba")
    override val fonts = bundledFonts(context.assets)
    override val clipboard = SensitiveClipboard(context) { forCore(documents.read(it)) }
    override val deviceKeys = HardwareKeys(context, activityHolder)
    override val backgroundDelivery = BackupJobs(context)
    override val camera: Camera? by lazy {
        PhoneCamera.find(context, activityHolder) { permissions.ask(Manifest.permission.CAMERA) == true }
    }

    /** Receives a picture that was chosen in a process that the system has ended since. */
    var orphan: (Uri) -> Unit = {}

    /** Must be called first by an activity that is being created. */
    fun enter(activity: ComponentActivity) {
        activityHolder.enter(activity)
        listOf(pictures, files, folders, newFiles, backupDocuments, permissions).forEach { it.attach(activity) }
    }

    override fun wallMillis(): Long = clock.wallMillis()

    override fun monotonicMillis(): Long = clock.monotonicMillis()

    override fun clockSigns(): ClockSigns = clock.signs()

    override fun deviceLanguage(): String = language.ofDevice()

    override suspend fun pickPicture(): ByteArray? = pictures.ask(PickVisualMediaRequest(PickVisualMedia.ImageOnly))?.let { inBackground { forCore(documents.read(it)) } }

    override suspend fun pickBackupFolder(): BackupFolder? = folders.ask(null)?.let { inBackground { documents.keep(it) } }

    override val canSaveToDocument = true

    override suspend fun pickBackupDocument(name: String): BackupDocument? = backupDocuments.ask(name)?.let { inBackground { documents.keepDocument(it) } }

    override fun backupPlace(): BackupDestination? = documents.keptPlace()

    override suspend fun pickBackupFile(): PickedFile? = files.ask(arrayOf("*/*"))?.let { inBackground { documents.readNamed(it) } }

    override suspend fun saveFile(name: String, content: ByteArray): Boolean {
        val place = newFiles.ask(name) ?: return false
        inBackground { documents.write(place, content) }
        return true
    }

    override suspend fun share(text: String) =
        withContext(Dispatchers.Main.immediate) {
            activityHolder.activity?.let { shareText(it, text) } ?: Unit
        }

    override fun signal(feedback: ScanFeedback) {
        activityHolder.activity?.let { signalScan(it.window.decorView, feedback) }
    }

    override fun keepScreenOn(on: Boolean) {
        val window = activityHolder.activity?.window ?: return
        val flag = WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
        if (on) window.addFlags(flag) else window.clearFlags(flag)
    }

    override val canShareBackups = true

    override suspend fun shareBackup(name: String, content: ByteArray) {
        val shared = inBackground { documents.lend(context, name, content) }
        withContext(Dispatchers.Main.immediate) { activityHolder.activity?.let { shareFile(it, shared) } }
    }

    override fun openSettings(page: SettingsPage) {
        activityHolder.activity?.let { openSettingsPage(it, page) }
    }

    override fun allowScreenshots(allowed: Boolean) = activityHolder.allowScreenshots(allowed)

    override fun applyLanguage(tag: String?) {
        if (language.apply(tag)) activityHolder.activity?.recreate()
    }

    /** Reads on a background thread. */
    private suspend fun <T> inBackground(read: () -> T): T = withContext(Dispatchers.IO) { read() }

    /** A folder whose permission persists after a restart of the device. */
    private class OpenPersistentFolder : OpenDocumentTree() {
        override fun createIntent(context: Context, input: Uri?): Intent = super.createIntent(context, input).addFlags(PERSISTENT)
    }

    /** A new document whose permission persists after a restart of the device. The type is unknown, so that no provider adds a file name extension. */
    private class CreatePersistentDocument : CreateDocument("application/octet-stream") {
        override fun createIntent(context: Context, input: String): Intent = super.createIntent(context, input).addFlags(PERSISTENT)
    }

    private companion object {
        const val PERSISTENT =
            Intent.FLAG_GRANT_READ_URI_PERMISSION or Intent.FLAG_GRANT_WRITE_URI_PERMISSION or Intent.FLAG_GRANT_PERSISTABLE_URI_PERMISSION
    }
}
