package app.aikotoba.android

import android.provider.DocumentsContract
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.FolderFailure.Reason
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** One document through Android's document contract. */
@RunWith(RobolectricTestRunner::class)
class SingleDocumentTest {
    private val context = RuntimeEnvironment.getApplication()
    private val file = File(context.cacheDir, "aikotoba-backup.age").apply { createNewFile() }
    private val uri = DocumentsContract.buildDocumentUri(FolderProvider.AUTHORITY, file.path)
    private val document = SingleDocument(context.contentResolver, context.packageManager, uri)

    @Before
    fun aProvider() = FolderProvider.install()

    @Test
    fun a_shorter_content_replaces_a_longer_one_also_without_truncation() {
        for (refuses in listOf(false, true)) {
            FolderProvider.refusesTruncation = refuses
            document.overwrite(ByteArray(1000) { 1 })
            document.overwrite(byteArrayOf(1, 2, 3))
            assertContentEquals(byteArrayOf(1, 2, 3), document.read(9))
        }
        assertEquals(Reason.TOO_LARGE, failure { document.read(2) })
    }

    @Test
    fun what_is_stored_later_is_awaited() {
        FolderProvider.storesLate = true
        val content = ByteArray(50_000) { it.toByte() }
        document.overwrite(content)
        assertContentEquals(content, document.read(50_000))
    }

    @Test
    fun a_document_that_was_deleted_or_whose_provider_fails_is_a_failure_and_not_a_crash() {
        assertEquals("aikotoba-backup.age", document.name)
        assertTrue(document.isReachable)
        FolderProvider.throws = NullPointerException()
        assertEquals(Reason.DEVICE, failure { document.overwrite(byteArrayOf(1)) })
        assertEquals("", document.name)
        FolderProvider.throws = SecurityException()
        assertEquals(Reason.DENIED, failure { document.read(9) })
        FolderProvider.throws = null
        file.delete()
        assertEquals(Reason.MISSING, failure { document.read(9) })
        assertEquals(false, document.isReachable)
    }

    @Test
    fun a_chosen_document_replaces_a_chosen_folder_and_the_other_way_round() {
        val documents = Documents(context, SharedPreferencesStore(context))
        val tree = DocumentsContract.buildTreeDocumentUri(FolderProvider.AUTHORITY, context.cacheDir.path)
        documents.keep(tree)
        documents.keepDocument(uri)
        assertIs<SingleDocument>(documents.keptPlace())
        assertEquals(listOf(uri), context.contentResolver.persistedUriPermissions.map { it.uri })
        documents.keep(tree)
        assertIs<DocumentFolder>(documents.keptPlace())
        assertEquals(listOf(tree), context.contentResolver.persistedUriPermissions.map { it.uri })
        documents.keepDocument(uri)
        file.delete()
        assertNull(documents.keptPlace())
    }

    private fun failure(act: () -> Unit): Reason = assertFailsWith<FolderFailure> { act() }.why
}
