package app.aikotoba.desktop

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import app.aikotoba.core.ScanFeedback
import app.aikotoba.core.scanTone
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.Camera
import app.aikotoba.ui.ClockSigns
import app.aikotoba.ui.DeviceKeys
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.Fonts
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.Platform
import app.aikotoba.ui.SettingsPage
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException
import java.nio.file.AccessDeniedException
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.util.Locale

/** The screens' [Platform] on a desktop. The vault is the command line's. */
class DesktopPlatform(folders: Folders, scope: CoroutineScope, private val pickers: Pickers, override val camera: Camera?) : Platform {
    override val vault: File = folders.vault
    override val fonts: Fonts = bundledFonts()
    override val preferences = FilePreferences(folders.preferences)
    override val clipboard = DesktopClipboard(scope)

    /** A desktop has no key store with a biometric prompt that the app could use. */
    override val deviceKeys: DeviceKeys? = null

    override val isVaultShared = true

    override fun wallMillis(): Long = System.currentTimeMillis()

    override fun monotonicMillis(): Long = bootMillis()

    override fun clockSigns() = ClockSigns(automatic = ClockOfSystem.isSetByItself(), network = null)

    override fun deviceLanguage(): String = Locale.getDefault().toLanguageTag()

    override suspend fun pickPicture(): ByteArray? = pickers.pickPicture()?.content()

    override suspend fun pickBackupFolder(): BackupFolder? =
        pickers.pickFolder()?.let { folder ->
            preferences.write(BACKUP_FOLDER, folder.path)
            DiskFolder(folder)
        }

    override fun backupPlace(): BackupFolder? = preferences.read(BACKUP_FOLDER)?.let(::File)?.takeIf { it.isDirectory }?.let(::DiskFolder)

    override suspend fun pickBackupFile(): PickedFile? = pickers.pickFile()?.let { PickedFile(it.name, it.content()) }

    override suspend fun saveFile(name: String, content: ByteArray): Boolean {
        val place = pickers.pickNewFile(name) ?: return false
        withContext(Dispatchers.IO) { writePrivately(place, content) }
        return true
    }

    override suspend fun share(text: String) = clipboard.copySecret(text, null)

    /** A desktop shows the code next to the site's page, so its screen need not be kept on. */
    override fun signal(feedback: ScanFeedback) {
        if (feedback == ScanFeedback.SOUND) play(scanTone())
    }

    override fun keepScreenOn(on: Boolean) = Unit

    override fun openSettings(page: SettingsPage) = DesktopSettings.open(page)

    /** Screenshots of a desktop window cannot be prevented. */
    override fun allowScreenshots(allowed: Boolean) = Unit

    override fun applyLanguage(tag: String?) = Unit

    private companion object {
        const val BACKUP_FOLDER = "backup-folder"
    }
}

/** Writes a file that only its owner can read. The system's dialog has asked before it replaces a file. */
private fun writePrivately(place: File, content: ByteArray) =
    try {
        val fresh = Files.createTempFile(place.absoluteFile.parentFile.toPath(), place.name, ".new")
        try {
            Files.write(fresh, content)
            Files.move(fresh, place.toPath(), StandardCopyOption.REPLACE_EXISTING)
        } finally {
            Files.deleteIfExists(fresh)
        }
    } catch (_: AccessDeniedException) {
        throw FolderFailure(FolderFailure.Reason.DENIED)
    } catch (_: IOException) {
        throw FolderFailure(FolderFailure.Reason.DEVICE)
    }

/** The fonts that every shell bundles. */
fun bundledFonts() =
    Fonts(
        FontFamily(
            Font("fonts/NotoSansJP-400Regular.ttf", FontWeight.Normal),
            Font("fonts/NotoSansJP-600SemiBold.ttf", FontWeight.SemiBold),
        ),
        FontFamily(Font("fonts/Inter-500Medium.ttf", FontWeight.Medium)),
    )
