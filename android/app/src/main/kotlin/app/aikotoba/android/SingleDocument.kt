package app.aikotoba.android

import android.content.ContentResolver
import android.content.pm.PackageManager
import android.net.Uri
import android.provider.OpenableColumns
import app.aikotoba.ui.BackupDocument
import app.aikotoba.ui.FolderFailure

/** One document that the person created in the system's picker, such as a file of a storage app that offers no folders. */
class SingleDocument(private val resolver: ContentResolver, private val packages: PackageManager, private val document: Uri) : BackupDocument {
    override val address: String = document.toString()

    /** The app that stores the document, if the system tells it, and the document's name, as a path. */
    override val name: String get() = listOfNotNull(owner(), shownName()).joinToString("/")

    /** Whether the document exists and the app may still use it. */
    val isReachable: Boolean get() = shownName() != null

    override fun read(most: Int): ByteArray = judged { readDocument(resolver, document, most) }

    override fun overwrite(content: ByteArray) =
        judged {
            writeDocument(resolver, document, content)
            awaitSize(content.size.toLong())
        }

    /** Waits until the provider has stored the content, as far as it reports a size: it may store later what it received through a pipe. */
    private fun awaitSize(size: Long) {
        var wait = STORING_MILLIS
        while (wait > 0 && queryText(resolver, document, OpenableColumns.SIZE)?.toLongOrNull()?.equals(size) == false) {
            Thread.sleep(LOOK_MILLIS)
            wait -= LOOK_MILLIS
        }
    }

    private fun shownName(): String? =
        try {
            judged { queryText(resolver, document, OpenableColumns.DISPLAY_NAME) }
        } catch (_: FolderFailure) {
            null
        }

    private fun owner(): CharSequence? = document.authority?.let { packages.resolveContentProvider(it, 0) }?.applicationInfo?.loadLabel(packages)

    private companion object {
        /** How long a provider may store what it was given. */
        const val STORING_MILLIS = 20_000L
        const val LOOK_MILLIS = 250L
    }
}
