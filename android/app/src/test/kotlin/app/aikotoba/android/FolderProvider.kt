package app.aikotoba.android

import android.Manifest
import android.content.pm.ProviderInfo
import android.database.Cursor
import android.database.MatrixCursor
import android.os.Bundle
import android.os.CancellationSignal
import android.os.Looper
import android.os.ParcelFileDescriptor
import android.provider.DocumentsContract
import android.provider.DocumentsContract.Document
import android.provider.DocumentsContract.Root
import android.provider.DocumentsProvider
import org.robolectric.Robolectric
import java.io.File
import java.io.FileNotFoundException
import kotlin.concurrent.thread

/** A document provider for a folder of this computer. */
class FolderProvider : DocumentsProvider() {
    override fun onCreate() = true

    override fun queryRoots(projection: Array<out String>?): Cursor = MatrixCursor(arrayOf(Root.COLUMN_ROOT_ID))

    override fun queryDocument(documentId: String, projection: Array<out String>?): Cursor {
        called()
        if (!File(documentId).exists()) throw FileNotFoundException(documentId)
        return rows(projection, listOf(File(documentId)))
    }

    override fun queryChildDocuments(parent: String, projection: Array<out String>?, sortOrder: String?): Cursor {
        called()
        if (loads > 0) {
            loads -= 1
            return rows(projection, emptyList()).apply { extras = Bundle().apply { putBoolean(DocumentsContract.EXTRA_LOADING, true) } }
        }
        val files = File(parent).listFiles()?.toList() ?: throw FileNotFoundException(parent)
        return rows(projection, if (listsLate) files.filter { it.name in listed } else files)
    }

    override fun isChildDocument(parentDocumentId: String, documentId: String) = documentId.startsWith(parentDocumentId)

    override fun openDocument(documentId: String, mode: String, signal: CancellationSignal?): ParcelFileDescriptor {
        called()
        require(!refusesTruncation || mode != "wt") { "unsupported mode" }
        if (storesLate && mode != "r") return storedLate(File(documentId))
        return ParcelFileDescriptor.open(File(documentId), ParcelFileDescriptor.parseMode(mode))
    }

    /** What is written there is stored in the file a while later. */
    private fun storedLate(file: File): ParcelFileDescriptor {
        val received = File.createTempFile("received", null, file.parentFile)
        thread {
            Thread.sleep(STORING_MILLIS)
            received.copyTo(file, overwrite = true)
        }
        return ParcelFileDescriptor.open(received, ParcelFileDescriptor.parseMode("wt"))
    }

    override fun createDocument(parent: String, mimeType: String, displayName: String): String {
        called()
        if (!allowsWriting) throw SecurityException()
        val name = if (likesOwnNames) "$displayName.bin" else displayName
        return File(parent, name).apply { createNewFile() }.path
    }

    override fun renameDocument(documentId: String, displayName: String): String {
        called()
        if (refusesRename) throw UnsupportedOperationException("Rename not supported")
        val renamed = File(File(documentId).parentFile, displayName)
        File(documentId).renameTo(renamed)
        return renamed.path
    }

    override fun deleteDocument(documentId: String) {
        File(documentId).delete()
    }

    private fun called() {
        isCalledOnMainThread = isCalledOnMainThread || Looper.myLooper() == Looper.getMainLooper()
        throws?.let { throw it }
    }

    private fun rows(projection: Array<out String>?, files: List<File>) =
        MatrixCursor(projection ?: arrayOf(Document.COLUMN_DOCUMENT_ID, Document.COLUMN_DISPLAY_NAME)).apply {
            for (file in files) {
                val row = newRow()
                row.add(Document.COLUMN_DOCUMENT_ID, file.path)
                row.add(Document.COLUMN_DISPLAY_NAME, file.name)
                row.add(Document.COLUMN_SIZE, file.length())
                row.add(Document.COLUMN_MIME_TYPE, "application/octet-stream")
            }
        }

    companion object {
        const val AUTHORITY = "test.documents"
        var allowsWriting = true
        var likesOwnNames = false

        /** How many times a list is incomplete because the provider is still loading it. */
        var loads = 0

        /** Whether new files are missing from lists for a while; [listed] are the old ones. */
        var listsLate = false
        var listed = emptySet<String>()
        var refusesRename = false
        var refusesTruncation = false

        /** Whether it stores later what is written, as one that sends the content elsewhere. */
        var storesLate = false
        private const val STORING_MILLIS = 700L

        /** What the provider throws at every call. */
        var throws: RuntimeException? = null
        var isCalledOnMainThread = false

        /** Installs the provider, with its usual behaviour. */
        fun install() {
            reset()
            val info = ProviderInfo().apply {
                authority = AUTHORITY
                exported = true
                grantUriPermissions = true
                readPermission = Manifest.permission.MANAGE_DOCUMENTS
                writePermission = Manifest.permission.MANAGE_DOCUMENTS
            }
            Robolectric.buildContentProvider(FolderProvider::class.java).create(info)
        }

        fun reset() {
            allowsWriting = true
            likesOwnNames = false
            loads = 0
            listsLate = false
            listed = emptySet()
            refusesRename = false
            refusesTruncation = false
            storesLate = false
            throws = null
            isCalledOnMainThread = false
        }
    }
}
