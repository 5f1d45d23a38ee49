package app.aikotoba.desktop

import app.aikotoba.ui.MAX_FILE_BYTES
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.awt.FileDialog
import java.awt.Frame
import java.io.File
import java.io.IOException
import javax.swing.JFileChooser

/** Dialogues for choosing files and folders. */
interface Pickers {
    suspend fun pickPicture(): File?

    suspend fun pickFile(): File?

    suspend fun pickFolder(): File?

    /** Lets the person choose a place for a new file of this name. */
    suspend fun pickNewFile(name: String): File?
}

/** The desktop's dialogues. */
class DialoguePickers(private val owner: () -> Frame?) : Pickers {
    override suspend fun pickPicture() = pick { it.setFilenameFilter { _, name -> name.substringAfterLast('.').lowercase() in pictures } }

    override suspend fun pickFile() = pick {}

    override suspend fun pickNewFile(name: String) = pick(FileDialog.SAVE) { it.file = name }

    private suspend fun pick(mode: Int = FileDialog.LOAD, prepare: (FileDialog) -> Unit): File? =
        withContext(Dispatchers.Main) {
            FileDialog(owner(), null as String?, mode).run {
                prepare(this)
                isVisible = true
                if (file == null) null else File(directory, file)
            }
        }

    override suspend fun pickFolder(): File? =
        withContext(Dispatchers.Main) {
            JFileChooser().run {
                fileSelectionMode = JFileChooser.DIRECTORIES_ONLY
                if (showOpenDialog(owner()) == JFileChooser.APPROVE_OPTION) selectedFile else null
            }
        }

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
