package app.aikotoba.android

import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.provider.OpenableColumns
import app.aikotoba.ui.LARGEST_FILE
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.Preferences
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream

/** Files and folders that other apps hand over. */
class Documents(private val resolver: ContentResolver, private val preferences: Preferences) {
    /**
     * A file's bytes, at most one more than anything in the core accepts, so that the core says that it is too
     * large. What can't be read is as good as empty: the core says then that it holds nothing.
     */
    fun read(uri: Uri): ByteArray =
        try {
            resolver.openInputStream(uri)?.use { it.readAtMost(LARGEST_FILE + 1L) } ?: ByteArray(0)
        } catch (_: IOException) {
            ByteArray(0)
        } catch (_: SecurityException) {
            ByteArray(0)
        }

    /** A file with the name that the person knows. */
    fun readNamed(uri: Uri): PickedFile = PickedFile(name(uri), read(uri))

    /**
     * Keeps a folder, also over a restart of the device, and lets go of the one before. A provider that lends
     * its folder only until then gets this backup; the next time the folder is missing, and the app says so.
     */
    fun keep(tree: Uri): DocumentFolder {
        try {
            resolver.takePersistableUriPermission(tree, READ_AND_WRITE)
        } catch (_: SecurityException) {
            return DocumentFolder(resolver, tree)
        }
        val former = preferences.read(FOLDER)?.let(Uri::parse)
        preferences.write(FOLDER, tree.toString())
        if (former != null && former != tree) release(former)
        return DocumentFolder(resolver, tree)
    }

    /** The folder that was kept; `null` when there is none or it can't be reached any more. */
    fun keptFolder(): DocumentFolder? {
        val tree = preferences.read(FOLDER)?.let(Uri::parse) ?: return null
        val isOurs = resolver.persistedUriPermissions.any { it.uri == tree && it.isWritePermission }
        return DocumentFolder(resolver, tree).takeIf { isOurs && it.isReachable }
    }

    private fun release(tree: Uri) {
        try {
            resolver.releasePersistableUriPermission(tree, READ_AND_WRITE)
        } catch (_: SecurityException) {
            // The person has taken it away already.
        }
    }

    private fun name(uri: Uri): String? =
        try {
            resolver.query(uri, arrayOf(OpenableColumns.DISPLAY_NAME), null, null)
                ?.use { if (it.moveToFirst()) it.getString(0) else null }
        } catch (_: SecurityException) {
            null
        }

    private companion object {
        const val FOLDER = "backup-folder"
        const val READ_AND_WRITE = Intent.FLAG_GRANT_READ_URI_PERMISSION or Intent.FLAG_GRANT_WRITE_URI_PERMISSION
    }
}

/** All bytes of a stream, but no more than so many. */
fun InputStream.readAtMost(most: Long): ByteArray {
    val content = ByteArrayOutputStream()
    val buffer = ByteArray(64 * 1024)
    var left = most
    while (left > 0) {
        val count = read(buffer, 0, minOf(left, buffer.size.toLong()).toInt())
        if (count < 0) break
        content.write(buffer, 0, count)
        left -= count
    }
    return content.toByteArray()
}
