package app.aikotoba.desktop

import app.aikotoba.ui.MAX_FILE_BYTES
import io.github.vinceglb.filekit.FileKit
import io.github.vinceglb.filekit.dialogs.FileKitDialogSettings
import io.github.vinceglb.filekit.dialogs.FileKitType
import io.github.vinceglb.filekit.dialogs.openDirectoryPicker
import io.github.vinceglb.filekit.dialogs.openFilePicker
import io.github.vinceglb.filekit.dialogs.openFileSaver
import java.awt.Frame
import java.io.File
import java.io.IOException

/** Dialogues for choosing files and folders. */
interface Pickers {
    suspend fun pickPicture(): File?

    suspend fun pickFile(): File?

    suspend fun pickFolder(): File?

    /** Lets the person choose a place for a new file of this name. */
    suspend fun pickNewFile(name: String): File?
}

/** The system's dialogues: those of Windows and macOS, and on Linux those of the XDG desktop portal, if there is one. */
class SystemPickers(private val owner: () -> Frame?) : Pickers {
    override suspend fun pickPicture() = FileKit.openFilePicker(FileKitType.File(pictures), dialogSettings = settings())?.file

    override suspend fun pickFile() = FileKit.openFilePicker(dialogSettings = settings())?.file

    override suspend fun pickFolder() = FileKit.openDirectoryPicker(dialogSettings = settings())?.file

    override suspend fun pickNewFile(name: String) = FileKit.openFileSaver(name.substringBeforeLast('.'), name.substringAfterLast('.', ""), dialogSettings = settings())?.file

    private fun settings() = FileKitDialogSettings(parentWindow = owner())

    private companion object {
        val pictures = setOf("png", "jpg", "jpeg", "webp", "gif", "bmp")
    }
}

/** A file's bytes. An unreadable file counts as empty, which the core reports. */
internal fun File.content(): ByteArray =
    try {
        inputStream().use { it.readNBytes(MAX_FILE_BYTES + 1) }
    } catch (_: IOException) {
        ByteArray(0)
    }
