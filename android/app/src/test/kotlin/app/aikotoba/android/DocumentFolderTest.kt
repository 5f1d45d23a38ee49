package app.aikotoba.android

import android.content.pm.ProviderInfo
import android.provider.DocumentsContract
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.FolderFailure.Reason
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** A backup folder through Android's document contract. */
@RunWith(RobolectricTestRunner::class)
class DocumentFolderTest {
    private val context = RuntimeEnvironment.getApplication()
    private val disk = File(context.cacheDir, "backups").apply { mkdirs() }
    private val tree = DocumentsContract.buildTreeDocumentUri(FolderProvider.AUTHORITY, disk.path)
    private val folder = DocumentFolder(context.contentResolver, tree)

    @Before
    fun aProvider() {
        FolderProvider.allowsWriting = true
        FolderProvider.likesOwnNames = false
        val info = ProviderInfo().apply {
            authority = FolderProvider.AUTHORITY
            exported = true
            grantUriPermissions = true
            readPermission = android.Manifest.permission.MANAGE_DOCUMENTS
            writePermission = android.Manifest.permission.MANAGE_DOCUMENTS
        }
        Robolectric.buildContentProvider(FolderProvider::class.java).create(info)
    }

    @Test
    fun written_files_are_read_back_and_listed() {
        folder.create("one.age", byteArrayOf(1, 2, 3))
        assertContentEquals(byteArrayOf(1, 2, 3), folder.read("one.age", 3))
        assertEquals(listOf("one.age"), folder.list())
        assertEquals("backups", folder.name)
        assertTrue(folder.isReachable)
    }

    @Test
    fun no_file_is_overwritten() {
        folder.create("one.age", byteArrayOf(1))
        assertEquals(Reason.TAKEN, failure { folder.create("one.age", byteArrayOf(2)) })
        folder.create("two.age", byteArrayOf(2))
        assertEquals(Reason.TAKEN, failure { folder.rename("two.age", "one.age") })
        assertContentEquals(byteArrayOf(1), folder.read("one.age", 9))
    }

    @Test
    fun replacing_a_file_keeps_the_previous_one() {
        folder.create("one.age", byteArrayOf(1))
        folder.create("fresh", byteArrayOf(2))
        folder.replace("fresh", "one.age", "former")
        assertContentEquals(byteArrayOf(2), folder.read("one.age", 9))
        assertContentEquals(byteArrayOf(1), folder.read("former", 9))
        folder.remove("former")
        assertEquals(listOf("one.age"), folder.list())
    }

    @Test
    fun the_causes_of_failures_are_distinguished() {
        folder.create("one.age", byteArrayOf(1, 2, 3))
        assertEquals(Reason.TOO_LARGE, failure { folder.read("one.age", 2) })
        assertEquals(Reason.MISSING, failure { folder.read("other.age", 2) })
        FolderProvider.likesOwnNames = true
        assertEquals(Reason.NAME, failure { folder.create("two.age", byteArrayOf(1)) })
        assertEquals(listOf("one.age"), folder.list())
        FolderProvider.allowsWriting = false
        assertEquals(Reason.DENIED, failure { folder.create("two.age", byteArrayOf(1)) })
        disk.deleteRecursively()
        assertFalse(folder.isReachable)
    }

    @Test
    fun the_chosen_folder_is_stored_until_another_is_chosen_or_it_is_deleted() {
        val documents = Documents(context.contentResolver, SharedPreferencesStore(context))
        assertNull(documents.keptFolder())
        documents.keep(tree)
        assertEquals("backups", documents.keptFolder()?.name)
        val elsewhere = File(context.cacheDir, "elsewhere").apply { mkdirs() }
        val other = DocumentsContract.buildTreeDocumentUri(FolderProvider.AUTHORITY, elsewhere.path)
        documents.keep(other)
        assertEquals("elsewhere", documents.keptFolder()?.name)
        assertEquals(listOf(other), context.contentResolver.persistedUriPermissions.map { it.uri })
        elsewhere.deleteRecursively()
        assertNull(documents.keptFolder())
    }

    private fun failure(act: () -> Unit): Reason = assertFailsWith<FolderFailure> { act() }.why
}
