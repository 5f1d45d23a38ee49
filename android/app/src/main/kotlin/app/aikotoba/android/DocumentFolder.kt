package app.aikotoba.android

import android.content.ContentResolver
import android.net.Uri
import android.provider.DocumentsContract
import android.provider.DocumentsContract.Document
import android.system.ErrnoException
import android.system.Os
import android.system.OsConstants
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.FolderFailure.Reason
import java.io.File
import java.io.FileNotFoundException
import java.io.FileOutputStream
import java.io.IOException

/** A folder that the person chose in the system's picker: on the device, on a card or with a document provider. */
class DocumentFolder(private val resolver: ContentResolver, private val tree: Uri) : BackupFolder {
    private val root = DocumentsContract.buildDocumentUriUsingTree(tree, DocumentsContract.getTreeDocumentId(tree))

    override val name: String
        get() = judged { queried(root, Document.COLUMN_DISPLAY_NAME) { getString(0) }.firstOrNull() } ?: ""

    /** Whether the folder exists and is still writable for the app. */
    val isReachable: Boolean
        get() = try {
            judged { queried(root, Document.COLUMN_DOCUMENT_ID) { getString(0) }.isNotEmpty() }
        } catch (_: FolderFailure) {
            false
        }

    override val path: File? = null

    override fun create(name: String, content: ByteArray) =
        judged {
            refuseTaken(name)
            // An unknown type, so that no provider adds a file name extension.
            val made = DocumentsContract.createDocument(resolver, root, "application/octet-stream", name)
                ?: throw FolderFailure(Reason.DEVICE)
            try {
                // A provider that chooses another name would hide the file from the app.
                if (displayName(made) != name) throw FolderFailure(Reason.NAME)
                write(made, content)
            } catch (why: Exception) {
                discard(made)
                throw why
            }
        }

    override fun read(name: String, most: Int): ByteArray =
        judged {
            val stream = resolver.openInputStream(find(name)) ?: throw FolderFailure(Reason.DEVICE)
            val content = stream.use { it.readAtMost(most + 1L) }
            if (content.size > most) throw FolderFailure(Reason.TOO_LARGE)
            content
        }

    override fun rename(from: String, to: String) =
        judged {
            refuseTaken(to)
            val renamed = DocumentsContract.renameDocument(resolver, find(from), to)
            // Providers that keep the identifier return null.
            if (displayName(renamed ?: find(to)) != to) throw FolderFailure(Reason.NAME)
        }

    override fun replace(fresh: String, name: String, former: String) {
        rename(name, former)
        try {
            rename(fresh, name)
        } catch (why: FolderFailure) {
            rename(former, name)
            throw why
        }
    }

    override fun list(): List<String> = judged { children().keys.toList() }

    override fun remove(name: String) =
        judged {
            if (!DocumentsContract.deleteDocument(resolver, find(name))) throw FolderFailure(Reason.DENIED)
        }

    private fun write(document: Uri, content: ByteArray) {
        val descriptor = resolver.openFileDescriptor(document, "wt") ?: throw FolderFailure(Reason.DEVICE)
        descriptor.use {
            val stream = FileOutputStream(it.fileDescriptor)
            stream.write(content)
            try {
                Os.fsync(it.fileDescriptor)
            } catch (why: ErrnoException) {
                // A network provider returns a pipe, which cannot be flushed; reading back proves the file.
                if (why.errno != OsConstants.EINVAL && why.errno != OsConstants.EROFS) throw why
            }
        }
    }

    private fun discard(document: Uri) {
        try {
            DocumentsContract.deleteDocument(resolver, document)
        } catch (_: Exception) {
            // The partial file is harmless. The reason why it could not be written is reported.
        }
    }

    private fun refuseTaken(name: String) {
        if (name in children()) throw FolderFailure(Reason.TAKEN)
    }

    private fun find(name: String): Uri = children()[name] ?: throw FolderFailure(Reason.MISSING)

    private fun displayName(document: Uri): String? = queried(document, Document.COLUMN_DISPLAY_NAME) { getString(0) }.firstOrNull()

    private fun children(): Map<String, Uri> {
        val all = DocumentsContract.buildChildDocumentsUriUsingTree(tree, DocumentsContract.getTreeDocumentId(tree))
        val rows = queried(all, Document.COLUMN_DISPLAY_NAME, Document.COLUMN_DOCUMENT_ID) {
            getString(0) to DocumentsContract.buildDocumentUriUsingTree(tree, getString(1))
        }
        return rows.toMap()
    }

    private fun <T> queried(uri: Uri, vararg columns: String, row: android.database.Cursor.() -> T): List<T> {
        val cursor = resolver.query(uri, columns, null, null) ?: throw FolderFailure(Reason.GONE)
        return cursor.use { generateSequence { if (it.moveToNext()) it.row() else null }.toList() }
    }

    /** Calls the provider. Exceptions become causes that the core knows. */
    private fun <T> judged(call: () -> T): T =
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
        } catch (_: IllegalStateException) {
            throw FolderFailure(Reason.DEVICE)
        }

    private fun cause(why: ErrnoException?): Reason =
        when (why?.errno) {
            OsConstants.ENOSPC, OsConstants.EDQUOT, OsConstants.EFBIG -> Reason.FULL
            OsConstants.EACCES, OsConstants.EPERM, OsConstants.EROFS -> Reason.DENIED
            OsConstants.ENOENT -> Reason.MISSING
            else -> Reason.DEVICE
        }
}
