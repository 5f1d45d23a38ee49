package app.aikotoba.android

import android.os.OperationCanceledException
import android.provider.DocumentsContract
import app.aikotoba.ui.FolderFailure
import app.aikotoba.ui.FolderFailure.Reason
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import java.io.FilterInputStream
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
    fun aProvider() = FolderProvider.install()

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
    fun a_provider_that_lists_late_has_the_new_file_at_once() {
        folder.create("old.age", byteArrayOf(1))
        FolderProvider.listsLate = true
        FolderProvider.listed = setOf("old.age")
        folder.create("new", byteArrayOf(2))
        assertContentEquals(byteArrayOf(2), folder.read("new", 9))
        folder.rename("new", "new.age")
        assertContentEquals(byteArrayOf(2), folder.read("new.age", 9))
        assertEquals(setOf("old.age", "new.age"), folder.list().toSet())
        assertEquals(Reason.TAKEN, failure { folder.create("new.age", byteArrayOf(3)) })
        folder.remove("new.age")
        assertEquals(listOf("old.age"), folder.list())
    }

    @Test
    fun a_list_that_is_still_loading_is_waited_for() {
        folder.create("one.age", byteArrayOf(1))
        val later = DocumentFolder(context.contentResolver, tree)
        FolderProvider.loads = 2
        assertEquals(listOf("one.age"), later.list())
        FolderProvider.loads = 2
        assertEquals(Reason.TAKEN, failure { later.create("one.age", byteArrayOf(2)) })
    }

    @Test
    fun a_provider_without_rename_keeps_a_verified_copy_and_no_temporary_file() {
        FolderProvider.refusesRename = true
        folder.create("fresh", byteArrayOf(1, 2, 3))
        folder.rename("fresh", "one.age")
        assertEquals(listOf("one.age"), disk.list()?.toList())
        assertContentEquals(byteArrayOf(1, 2, 3), folder.read("one.age", 9))
    }

    @Test
    fun a_provider_that_cannot_truncate_is_written_to() {
        FolderProvider.refusesTruncation = true
        folder.create("one.age", byteArrayOf(1, 2, 3))
        assertContentEquals(byteArrayOf(1, 2, 3), folder.read("one.age", 9))
    }

    @Test
    fun any_exception_of_a_provider_is_a_failure_and_not_a_crash() {
        folder.create("one.age", byteArrayOf(1))
        val documents = Documents(context, SharedPreferencesStore(context))
        documents.keep(tree)
        val file = DocumentsContract.buildDocumentUriUsingTree(tree, File(disk, "one.age").path)
        for (thrown in listOf(NullPointerException(), OperationCanceledException(), IndexOutOfBoundsException(), ArithmeticException())) {
            FolderProvider.throws = thrown
            for (act in listOf<() -> Unit>({ folder.list() }, { folder.read("one.age", 9) }, { folder.create("two.age", byteArrayOf()) })) {
                failure(act)
            }
            assertEquals("", folder.name)
            assertNull(documents.keptPlace())
            assertEquals(0, documents.readNamed(file).bytes.size)
        }
    }

    @Test
    fun a_stream_is_read_to_its_end_or_to_the_limit() {
        for (size in listOf(0, 1, 65_535, 65_536, 65_537, 200_000)) {
            val content = ByteArray(size) { it.toByte() }
            // A pipe does not know its size.
            val pipe = object : FilterInputStream(content.inputStream()) {
                override fun available() = 0
            }
            assertContentEquals(content, pipe.readAtMost(1L shl 20))
            assertContentEquals(content, content.inputStream().readAtMost(1L shl 20))
            assertEquals(minOf(size, 1000), content.inputStream().readAtMost(1000).size)
        }
    }

    @Test
    fun the_chosen_folder_is_stored_until_another_is_chosen_or_it_is_deleted() {
        val documents = Documents(context, SharedPreferencesStore(context))
        assertNull(documents.keptPlace())
        documents.keep(tree)
        assertEquals("backups", documents.keptPlace()?.name)
        val elsewhere = File(context.cacheDir, "elsewhere").apply { mkdirs() }
        val other = DocumentsContract.buildTreeDocumentUri(FolderProvider.AUTHORITY, elsewhere.path)
        documents.keep(other)
        assertEquals("elsewhere", documents.keptPlace()?.name)
        assertEquals(listOf(other), context.contentResolver.persistedUriPermissions.map { it.uri })
        elsewhere.deleteRecursively()
        assertNull(documents.keptPlace())
    }

    private fun failure(act: () -> Unit): Reason = assertFailsWith<FolderFailure> { act() }.why
}
