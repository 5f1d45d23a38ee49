package app.aikotoba.android

import android.content.ContentResolver
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.OpenableColumns
import androidx.core.content.FileProvider
import app.aikotoba.ui.BackupDestination
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.MAX_FILE_BYTES
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.Preferences
import java.io.File
import java.io.IOException
import java.io.InputStream

/** Files and folders of other apps. */
class Documents(context: Context, private val preferences: Preferences) {
    private val resolver: ContentResolver = context.contentResolver
    private val packages = context.packageManager

    /**
     * A file's bytes, at most one more than the core accepts, so that the core reports a file that is too large. An unreadable file counts
     * as empty, which the core reports as well.
     */
    fun read(uri: Uri): ByteArray =
        try {
            resolver.openInputStream(uri)?.use { it.readAtMost(MAX_FILE_BYTES + 1L) } ?: ByteArray(0)
        } catch (_: IOException) {
            ByteArray(0)
        } catch (_: RuntimeException) {
            // Any exception of another app's provider.
            ByteArray(0)
        }

    /** Writes a new file that the person chose a place for. */
    fun write(uri: Uri, content: ByteArray) =
        try {
            resolver.openOutputStream(uri, "wt")?.use { it.write(content) } ?: throw FolderFailure(FolderFailure.Reason.MISSING)
        } catch (_: IOException) {
            throw FolderFailure(FolderFailure.Reason.DEVICE)
        } catch (_: SecurityException) {
            throw FolderFailure(FolderFailure.Reason.DENIED)
        }

    /** A file with the name that the person knows. */
    fun readNamed(uri: Uri): PickedFile = PickedFile(name(uri), read(uri))

    /** Keeps a folder as the place of backups. */
    fun keep(tree: Uri): DocumentFolder {
        keep(tree, FOLDER)
        return DocumentFolder(resolver, tree)
    }

    /** Keeps one document as the place of backups. */
    fun keepDocument(document: Uri): SingleDocument {
        keep(document, DOCUMENT)
        return SingleDocument(resolver, packages, document)
    }

    /**
     * Stores the permission for a place, also over restarts of the device, and releases the previous one. If a provider lends it only until
     * the next restart, the backup is saved now, and later the app reports that the place is missing.
     */
    private fun keep(place: Uri, kind: String) {
        try {
            resolver.takePersistableUriPermission(place, READ_AND_WRITE)
        } catch (_: SecurityException) {
            return
        }
        val former = KINDS.mapNotNull { preferences.read(it) }.map(Uri::parse)
        preferences.write(kind, place.toString())
        KINDS.filter { it != kind }.forEach { preferences.write(it, null) }
        former.filter { it != place }.forEach(::release)
    }

    /** The stored place; `null` if there is none or it is no longer reachable. */
    fun keptPlace(): BackupDestination? =
        stored(FOLDER)?.let { DocumentFolder(resolver, it) }?.takeIf { it.isReachable }
            ?: stored(DOCUMENT)?.let { SingleDocument(resolver, packages, it) }?.takeIf { it.isReachable }

    /** A stored place for which the app still has the permission. */
    private fun stored(kind: String): Uri? {
        val place = preferences.read(kind)?.let(Uri::parse) ?: return null
        return place.takeIf { resolver.persistedUriPermissions.any { it.uri == place && it.isWritePermission } }
    }

    /** A file that another app may read if the person sends it there. The previous one is deleted. */
    fun lend(context: Context, name: String, content: ByteArray): Uri {
        val folder = File(context.cacheDir, "shared")
        folder.deleteRecursively()
        folder.mkdirs()
        val file = File(folder, name).apply { writeBytes(content) }
        return FileProvider.getUriForFile(context, "app.aikotoba.shared", file)
    }

    private fun release(place: Uri) {
        try {
            resolver.releasePersistableUriPermission(place, READ_AND_WRITE)
        } catch (_: SecurityException) {
            // The person has already revoked it.
        }
    }

    private fun name(uri: Uri): String? =
        try {
            queryText(resolver, uri, OpenableColumns.DISPLAY_NAME)
        } catch (_: RuntimeException) {
            // Any exception of another app's provider.
            null
        }

    private companion object {
        const val FOLDER = "backup-folder"
        const val DOCUMENT = "backup-document"
        val KINDS = listOf(FOLDER, DOCUMENT)
        const val READ_AND_WRITE = Intent.FLAG_GRANT_READ_URI_PERMISSION or Intent.FLAG_GRANT_WRITE_URI_PERMISSION
    }
}

/** All bytes of a stream, but at most [most]. If the stream knows its size, as that of a file does, they are in memory only once. */
fun InputStream.readAtMost(most: Long): ByteArray {
    var content = ByteArray(minOf(most, maxOf(available().toLong(), FIRST_BYTES)).toInt())
    var size = 0
    while (true) {
        if (size < content.size) {
            val count = read(content, size, content.size - size)
            if (count < 0) break
            size += count
        } else {
            val next = if (size < most) read() else -1
            if (next < 0) break
            content = content.copyOf(minOf(most, size + maxOf(size / 2L, FIRST_BYTES)).toInt())
            content[size] = next.toByte()
            size += 1
        }
    }
    return if (size == content.size) content else content.copyOf(size)
}

private const val FIRST_BYTES = 64L * 1024
