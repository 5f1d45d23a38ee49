@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performTextReplacement
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.unlock.UnlockModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue

class MainJobTest {
    @Test
    fun `a pasted key gives a code that is copied and confirmed`() =
        onApp { test ->
            makeVault()
            platform.toPaste = "otpauth://totp/Amazon:me%40example.com?secret=$AMAZON_KEY&issuer=Amazon"
            touch("add")
            touch("paste")
            await("accepted")
            touch("copy")
            assertEquals(6, platform.copied?.length)
            touch("accepted")
            touch("to-list")
            test.onNodeWithText("me@example.com").assertIsDisplayed()
        }

    @Test
    fun `a screen reader reads digits one by one`() =
        onApp { test ->
            makeVault()
            // RFC 6238, appendix B: at 59 s the last six digits are 287082.
            platform.wall = 59_000
            keep("Amazon" to "me@example.com")
            test.onNodeWithContentDescription("2 8 7, 0 8 2").assertIsDisplayed()
        }

    @Test
    fun `a refused code leads through the possible reasons`() =
        onApp {
            makeVault()
            touch("add")
            touch("type")
            type("site", "Amazon")
            type("key", RFC_KEY)
            touch("add-key")
            touch("commit")
            touch("refused")
            touch("next-doubt")
            await("accepted")
        }

    @Test
    fun `search finds a site by its name in kana`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop", "GitHub" to "me")
            touch("search-open")
            test.onNodeWithTag("search").performTextReplacement("アマゾン")
            test.waitForIdle()
            test.onNodeWithText("shop").assertIsDisplayed()
            test.onNodeWithText("GitHub").assertDoesNotExist()
        }

    @Test
    fun `a backup is saved to a folder, proved, rehearsed and restored`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop", "GitHub" to "me")
            val folder = FakeFolder()
            backUp(folder)
            await("proof")
            val (name, bytes) = folder.files.entries.single()
            assertTrue(name.endsWith(".age"), name)

            platform.file = PickedFile(name, bytes)
            touch("rehearse")
            openBackup()
            await("rehearsed")
            test.onNodeWithTag("rehearsed").assertIsDisplayed()
        }

    @Test
    fun `a backup that is sent to another app opens there, and does not count as saved`() =
        onApp(FakePlatform().apply { canShareBackups = true }) {
            makeVault()
            keep("Amazon" to "shop")
            val before = app.vault.backupState(platform.wall).status
            touch("menu")
            touch("menu-backup")
            touch("share-backup")
            typeTwice()
            touch("share-do")
            await("it was handed over") { platform.shared != null }
            platform.file = platform.shared
            assertEquals(before, app.vault.backupState(platform.wall).status)
            touch("rehearse")
            openBackup()
            await("rehearsed")
        }

    @Test
    fun `a shortcut leads to its screen after unlocking`() =
        onApp {
            makeVault()
            keep("Amazon" to "shop")
            app.lock()
            app.receive(Incoming.Page.SCAN)
            assertIs<UnlockModel>(app.top)
            unlock()
            await("paste")
            assertIs<ScanModel>(app.top)
            app.receive(Incoming.Page.SEARCH)
            await("search")
        }

    @Test
    fun `an account in the trash is restored`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            touch("row-menu")
            touch("row-trash")
            touch("menu")
            touch("menu-trash")
            touch("put-back")
            touch("back")
            test.onNodeWithText("shop").assertIsDisplayed()
        }

    @Test
    fun `the question whether the code worked names the site`() =
        onApp { test ->
            makeVault()
            touch("add")
            touch("type")
            type("site", "楽天市場")
            type("key", RFC_KEY)
            touch("add-key")
            await("accepted")
            test.onNodeWithText("楽天市場の画面は先に進みましたか？").assertIsDisplayed()
        }

    @Test
    fun `a key with a length unlike Amazon's needs a confirmation`() =
        onApp {
            makeVault()
            touch("add")
            touch("type")
            type("site", "Amazon")
            type("key", RFC_KEY)
            touch("add-key")
            await("commit")
            assertEquals(0, app.vault.codesState(app.clock.evidence(), platform.wall).rows.size)
        }

    @Test
    fun `restoring an erased account is shown as adding it`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            val folder = FakeFolder()
            backUp(folder)
            await("proof")
            platform.file = folder.files.entries.single().let { (name, bytes) -> PickedFile(name, bytes) }
            touch("back")
            for (row in app.vault.codesState(app.clock.evidence(), platform.wall).rows) {
                app.vault.discard(row.id, platform.wall)
                app.vault.purge(row.id)
            }
            touch("menu")
            touch("menu-restore")
            openBackup()
            await("apply")
            test.onNodeWithText("ここで削除したアカウントです", substring = true).assertIsDisplayed()
            test.onNodeWithText("追加する").assertIsDisplayed()
            touch("choice-add")
            touch("apply")
            await("restored")
            touch("to-list")
            test.onNodeWithText("shop").assertIsDisplayed()
        }
}
