package app.aikotoba.android

import android.content.ContentResolver
import android.database.Cursor
import android.net.Uri
import android.provider.DocumentsContract
import android.provider.DocumentsContract.Document
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.FolderFailure.Reason
import app.aikotoba.ui.MAX_FILE_BYTES
import java.io.File
import java.util.concurrent.ConcurrentHashMap

/** A folder that the person chose in the system's picker: on the device, on a card or with a document provider. */
class DocumentFolder(private val resolver: ContentResolver, private val tree: Uri) : BackupFolder {
    /**
     * The files that this object created or renamed. A provider that lists late does not list them yet. Keys are names.
     */
    private val made: MutableMap<String, Uri> = ConcurrentHashMap()

    private val root = DocumentsContract.buildDocumentUriUsingTree(tree, DocumentsContract.getTreeDocumentId(tree))

    override val name: String
        get() = try {
            judged { displayName(root) }.orEmpty()
        } catch (_: FolderFailure) {
            ""
        }

    /** Whether the folder exists and is still writable for the app. */
    val isReachable: Boolean
        get() = try {
            judged { queried(root, Document.COLUMN_DOCUMENT_ID) { getString(0) }.isNotEmpty() }
        } catch (_: FolderFailure) {
            false
        }

    override val path: File? = null

    override val address: String = tree.toString()

    override fun create(name: String, content: ByteArray) =
        judged {
            refuseTaken(name)
            // An unknown type, so that no provider adds a file name extension.
            val created = DocumentsContract.createDocument(resolver, root, "application/octet-stream", name)
                ?: throw FolderFailure(Reason.DEVICE)
            try {
                // A provider that chooses another name would hide the file from the app.
                if (displayName(created) != name) throw FolderFailure(Reason.NAME)
                writeDocument(resolver, created, content)
            } catch (why: Exception) {
                discard(created)
                throw why
            }
            made[name] = created
        }

    override fun read(name: String, most: Int): ByteArray = judged { readDocument(resolver, find(name), most) }

    override fun rename(from: String, to: String) =
        judged {
            refuseTaken(to)
            val document = find(from)
            val renamed =
                try {
                    // Providers that keep the identifier return null.
                    DocumentsContract.renameDocument(resolver, document, to) ?: document
                } catch (_: UnsupportedOperationException) {
                    return@judged copy(from, to)
                }
            if (displayName(renamed) != to) throw FolderFailure(Reason.NAME)
            made.remove(from)
            made[to] = renamed
        }

    /** Renames with a provider that cannot: the copy is read back before the original is deleted. */
    private fun copy(from: String, to: String) {
        val content = read(from, MAX_FILE_BYTES)
        create(to, content)
        if (!read(to, content.size).contentEquals(content)) {
            remove(to)
            throw FolderFailure(Reason.DEVICE)
        }
        remove(from)
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

    override fun list(): List<String> = judged { (children().keys + made.keys).toList() }

    override fun remove(name: String) =
        judged {
            if (!DocumentsContract.deleteDocument(resolver, find(name))) throw FolderFailure(Reason.DENIED)
            made.remove(name)
            Unit
        }

    private fun discard(document: Uri) {
        try {
            DocumentsContract.deleteDocument(resolver, document)
        } catch (_: Exception) {
            // The partial file is harmless. The reason why it could not be written is reported.
        }
    }

    private fun refuseTaken(name: String) {
        if (name in made || name in children()) throw FolderFailure(Reason.TAKEN)
    }

    private fun find(name: String): Uri = made[name] ?: children()[name] ?: throw FolderFailure(Reason.MISSING)

    private fun displayName(document: Uri): String? = queried(document, Document.COLUMN_DISPLAY_NAME) { getString(0) }.firstOrNull()

    private fun children(): Map<String, Uri> {
        val all = DocumentsContract.buildChildDocumentsUriUsingTree(tree, DocumentsContract.getTreeDocumentId(tree))
        var wait = LOADING_MILLIS
        while (true) {
            var isLoading = false
            val look = { cursor: Cursor -> isLoading = cursor.extras?.getBoolean(DocumentsContract.EXTRA_LOADING) == true }
            val rows = queried(all, Document.COLUMN_DISPLAY_NAME, Document.COLUMN_DOCUMENT_ID, seen = look) {
                getString(0) to DocumentsContract.buildDocumentUriUsingTree(tree, getString(1))
            }
            if (!isLoading || wait <= 0) return rows.toMap()
            // The provider is still fetching the list from elsewhere.
            Thread.sleep(LOOK_MILLIS)
            wait -= LOOK_MILLIS
        }
    }

    private fun <T> queried(uri: Uri, vararg columns: String, seen: (Cursor) -> Unit = {}, row: Cursor.() -> T): List<T> {
        val cursor = resolver.query(uri, columns, null, null) ?: throw FolderFailure(Reason.GONE)
        return cursor.use {
            seen(it)
            generateSequence { if (it.moveToNext()) it.row() else null }.toList()
        }
    }

    private companion object {
        /** How long a provider may fetch the list. */
        const val LOADING_MILLIS = 20_000L
        const val LOOK_MILLIS = 250L
    }
}
