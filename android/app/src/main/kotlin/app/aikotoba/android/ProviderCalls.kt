package app.aikotoba.android

import android.content.ContentResolver
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.system.ErrnoException
import android.system.Os
import android.system.OsConstants
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.FolderFailure.Reason
import java.io.FileNotFoundException
import java.io.FileOutputStream
import java.io.IOException

/** One column of a document as text; `null` if the provider does not know the document or the value. */
internal fun queryText(resolver: ContentResolver, document: Uri, column: String): String? =
    resolver.query(document, arrayOf(column), null, null)?.use { if (it.moveToFirst()) it.getString(0) else null }

/** Reads a whole document of at most [most] bytes. */
internal fun readDocument(resolver: ContentResolver, document: Uri, most: Int): ByteArray {
    val stream = resolver.openInputStream(document) ?: throw FolderFailure(Reason.DEVICE)
    val content = stream.use { it.readAtMost(most + 1L) }
    if (content.size > most) throw FolderFailure(Reason.TOO_LARGE)
    return content
}

/** Replaces the content of a document and flushes it. */
internal fun writeDocument(resolver: ContentResolver, document: Uri, content: ByteArray) {
    val descriptor = openForWriting(resolver, document) ?: throw FolderFailure(Reason.DEVICE)
    descriptor.use {
        val stream = FileOutputStream(it.fileDescriptor)
        stream.write(content)
        try {
            // The mode without truncation leaves the end of a longer file.
            stream.channel.truncate(content.size.toLong())
        } catch (_: IOException) {
            // A pipe has no end to remove.
        }
        try {
            Os.fsync(it.fileDescriptor)
        } catch (why: ErrnoException) {
            // A pipe cannot be flushed; reading back proves the file.
            if (why.errno != OsConstants.EINVAL && why.errno != OsConstants.EROFS) throw why
        }
    }
}

/** Opens a document for replacing its content. Some providers know only the mode without truncation. */
private fun openForWriting(resolver: ContentResolver, document: Uri): ParcelFileDescriptor? =
    try {
        resolver.openFileDescriptor(document, "wt")
    } catch (why: SecurityException) {
        throw why
    } catch (_: RuntimeException) {
        resolver.openFileDescriptor(document, "w")
    } catch (_: FileNotFoundException) {
        resolver.openFileDescriptor(document, "w")
    }

/** Calls the provider. Exceptions become causes that the core knows. */
internal fun <T> judged(call: () -> T): T =
    try {
        call()
    } catch (why: FolderFailure) {
        throw why
    } catch (_: SecurityException) {
        throw FolderFailure(Reason.DENIED)
    } catch (_: FileNotFoundException) {
        throw FolderFailure(Reason.MISSING)
    } catch (why: IOException) {
        throw FolderFailure(cause(why.cause as? ErrnoException))
    } catch (why: ErrnoException) {
        throw FolderFailure(cause(why))
    } catch (_: IllegalArgumentException) {
        // How DocumentsContract reports that a provider no longer has the folder.
        throw FolderFailure(Reason.GONE)
    } catch (_: UnsupportedOperationException) {
        throw FolderFailure(Reason.DENIED)
    } catch (_: RuntimeException) {
        // A provider is another app, whose exceptions arrive here whatever they are.
        throw FolderFailure(Reason.DEVICE)
    }

private fun cause(why: ErrnoException?): Reason =
    when (why?.errno) {
        OsConstants.ENOSPC, OsConstants.EDQUOT, OsConstants.EFBIG -> Reason.FULL
        OsConstants.EACCES, OsConstants.EPERM, OsConstants.EROFS -> Reason.DENIED
        OsConstants.ENOENT -> Reason.MISSING
        else -> Reason.DEVICE
    }
