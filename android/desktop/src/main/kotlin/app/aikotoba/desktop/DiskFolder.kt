package app.aikotoba.desktop

import app.aikotoba.ui.BackupFolder
import java.io.File

/** A folder on a disk. The core accesses it by its path; the shell only knows its name. */
class DiskFolder(override val path: File) : BackupFolder {
    override val name: String = path.path

    override fun create(name: String, content: ByteArray) = reachedByPath()

    override fun read(name: String, most: Int): ByteArray = reachedByPath()

    override fun rename(from: String, to: String) = reachedByPath()

    override fun replace(fresh: String, name: String, former: String) = reachedByPath()

    override fun list(): List<String> = reachedByPath()

    override fun remove(name: String) = reachedByPath()

    private fun reachedByPath(): Nothing = error("the core reaches a plain folder by its path")
}
