package app.aikotoba.desktop

import app.aikotoba.ui.Preferences
import java.io.File
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.PosixFilePermissions
import java.util.Properties

/** The app's folders according to the XDG Base Directory Specification, the same as the command line's. */
class Folders(environment: Map<String, String> = System.getenv()) {
    private val home = File(environment["HOME"] ?: System.getProperty("user.home"))
    private val data = environment["XDG_DATA_HOME"]?.takeIf { it.startsWith('/') }?.let(::File) ?: File(home, ".local/share")
    private val folder = File(data, "aikotoba").also { privately(it) }

    val vault = File(folder, "vault.aikotoba")
    val preferences = File(folder, "window.properties")

    private fun privately(folder: File) {
        if (folder.isDirectory) return
        folder.mkdirs()
        for (others in listOf<(Boolean) -> Boolean>({ folder.setReadable(it, false) }, { folder.setExecutable(it, false) })) others(false)
        folder.setReadable(true, true)
        folder.setExecutable(true, true)
    }
}

/** Creates a file that only its owner can read, if the system has such permissions. */
private fun createPrivate(path: Path) {
    if ("posix" in path.fileSystem.supportedFileAttributeViews()) {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
    } else {
        Files.createFile(path)
    }
}

/** Small values in a file that is replaced atomically. */
class FilePreferences(private val file: File) : Preferences {
    private val values = Properties().apply { if (file.exists()) file.reader().use { load(it) } }

    @Synchronized
    override fun read(name: String): String? = values.getProperty(name)

    @Synchronized
    override fun write(name: String, value: String?) {
        if (values.getProperty(name) == value) return
        if (value == null) values.remove(name) else values.setProperty(name, value)
        val fresh = File(file.path + ".new")
        Files.deleteIfExists(fresh.toPath())
        createPrivate(fresh.toPath())
        fresh.writer().use { values.store(it, null) }
        FileChannel.open(fresh.toPath(), StandardOpenOption.WRITE).use { it.force(true) }
        Files.move(fresh.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
    }
}
