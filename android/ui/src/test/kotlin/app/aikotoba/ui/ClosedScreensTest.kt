@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.nothingToPaste
import app.aikotoba.ui.account.EditModel
import app.aikotoba.ui.account.ShareModel
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.restore.RestoreModel
import app.aikotoba.ui.settings.PasswordModel
import app.aikotoba.ui.settings.SettingsModel
import app.aikotoba.ui.unlock.UnlockModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/** What happens to work whose screen is closed, or whose app is locked, before it ends. */
class ClosedScreensTest {
    @Test
    fun `going back while the password is checked leaves the vault locked`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            app.open { ShareModel(app, rows().single().id) }
            touch("for-staff")
            type("password", PASSWORD)
            work.hold()
            touch("show")
            app.back()
            assertIs<UnlockModel>(app.top)
            work.release()
            test.waitUntil("the check ended", Rig.TIMEOUT_MILLIS) { work.isIdle }
            test.waitForIdle()
            assertFalse(app.vault.isUnlocked())
            unlock()
            await("add")
        }

    @Test
    fun `a lock during an attempt to unlock wins`() =
        onApp { test ->
            makeVault()
            app.lock()
            await("password")
            work.hold()
            type("password", PASSWORD)
            touch("unlock")
            app.hidden()
            platform.monotonic += 31_000
            work.release()
            test.waitUntil("the attempt ended", Rig.TIMEOUT_MILLIS) { work.isIdle && !(app.top as UnlockModel).busy }
            assertFalse(app.vault.isUnlocked())
            app.shown()
            unlock()
            await("add")
        }

    @Test
    fun `a screen that is turned off during an attempt to unlock wins`() =
        onApp { test ->
            makeVault()
            app.lock()
            await("password")
            work.hold()
            type("password", PASSWORD)
            touch("unlock")
            app.screenOff()
            work.release()
            test.waitUntil("the attempt ended", Rig.TIMEOUT_MILLIS) { work.isIdle && !(app.top as UnlockModel).busy }
            assertFalse(app.vault.isUnlocked())
        }

    @Test
    fun `a picture whose screen was left adds nothing`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            touch("add")
            platform.picture = PICTURE.readBytes()
            work.hold()
            touch("picture")
            app.back()
            work.release()
            test.waitUntil("the search ended", Rig.TIMEOUT_MILLIS) { work.isIdle }
            test.waitForIdle()
            assertIs<CodesModel>(app.top)
            assertEquals(1, rows().size)
        }

    @Test
    fun `a changed password is changed and reported without its screen, and only that screen is left`() =
        onApp { test ->
            makeVault()
            app.open { SettingsModel(app) }
            app.open { PasswordModel(app) }
            type("password", "ame no hi no toshokan")
            type("password-again", "ame no hi no toshokan")
            work.hold()
            (app.top as PasswordModel).change()
            test.waitForIdle()
            app.back()
            work.release()
            test.waitUntil("the change ended", Rig.TIMEOUT_MILLIS) { app.message != null }
            assertIs<SettingsModel>(app.top)
            app.lock()
            unlock("ame no hi no toshokan")
            await("add")
        }

    @Test
    fun `a second act while the first one runs is ignored`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            app.open { SettingsModel(app) }
            app.open { EditModel(app, rows().single().id) }
            work.hold()
            repeat(2) { (app.top as EditModel).save() }
            test.waitForIdle()
            work.release()
            test.waitUntil("the change ended", Rig.TIMEOUT_MILLIS) { app.top !is EditModel }
            test.waitForIdle()
            assertIs<SettingsModel>(app.top)
        }

    @Test
    fun `a screen that cannot read the vault is not opened`() =
        onApp {
            makeVault()
            app.vault.lock()
            app.open { BackupModel(app) }
            assertIs<UnlockModel>(app.top)
            unlock()
            await("add")
            app.open { throw nothingToPaste() }
            assertIs<CodesModel>(app.top)
            await("error")
        }

    @Test
    fun `a file that is chosen after a lock is restored after unlocking`() =
        onApp { test ->
            makeVault()
            val asked = platform.asksForFile()
            app.open { RestoreModel(app, rehearsing = true) }
            touch("pick")
            app.hidden()
            platform.monotonic += 31_000
            app.shown()
            assertIs<UnlockModel>(app.top)
            asked.complete(PickedFile("backup.age", "age-encryption.org/v1".encodeToByteArray()))
            unlock()
            test.waitUntil("the file is shown", Rig.TIMEOUT_MILLIS) { app.top is RestoreModel }
            val restore = assertIs<RestoreModel>(app.top)
            assertTrue(restore.rehearsing)
        }

    @Test
    fun `the lock waits three minutes for the choice of a folder`() {
        for ((seconds, isLocked) in listOf(179 to false, 180 to true)) {
            onApp { _ ->
                makeVault()
                keep("Amazon" to "shop")
                val asked = platform.asksForFolder()
                app.open { BackupModel(app) }
                touch("choose-place")
                app.hidden()
                platform.monotonic += seconds * 1000L
                app.shown()
                assertEquals(isLocked, !app.vault.isUnlocked())
                asked.complete(FakeFolder())
                if (!isLocked) await("save")
            }
        }
    }

    @Test
    fun `a screen that is turned off locks at once, also while a folder is chosen`() =
        onApp { _ ->
            makeVault()
            platform.asksForFolder()
            app.open { BackupModel(app) }
            touch("choose-place")
            app.hidden()
            app.screenOff()
            assertFalse(app.vault.isUnlocked())
        }

    @Test
    fun `the code that was to be typed comes back after a lock`() =
        onApp {
            makeVault()
            touch("add")
            platform.toPaste = AMAZON_LINK
            touch("paste")
            await("accepted")
            app.lock()
            unlock()
            await("accepted")
            assertIs<EnrolmentModel>(app.top)
        }

    @Test
    fun `a failure on the list is shown`() =
        onApp { _ ->
            makeVault()
            keep("Amazon" to "shop")
            platform.vault.delete()
            val codes = app.top as CodesModel
            codes.arranging.favourite(rows().single().id, true)
            await("error")
            assertNotNull(codes.errorText)
        }

    @Test
    fun `a declined fingerprint is reported, and no vault is made without it`() {
        val keys = FakeKeys(DeviceKeyStatus.ABSENT).apply { declines = true }
        onApp(FakePlatform().apply { deviceKeys = keys }) { _ ->
            // After the person cancelled once, the key is requested again only on the person's demand.
            touch("begin")
            typeTwice()
            touch("with-device")
            touch("make")
            await("error")
            assertFalse(platform.vault.exists())
            touch("with-device")
            touch("make")
            touch("noted")
            await("paste")
        }
    }

    @Test
    fun `every model has a screen`() {
        val sources = File("src/main/kotlin/app/aikotoba/ui").walk().filter { it.extension == "kt" }.map { it.readText() }
        val models = sources.flatMap { Regex("""class (\w+)\((?:(?!class )[^{])*\) : Model\(app\)""").findAll(it) }.map { it.groupValues[1] }.toList()
        val drawn = File("src/main/kotlin/app/aikotoba/ui/App.kt").readText()
        assertTrue(models.size > 15)
        assertEquals(emptyList(), models.filterNot { "is $it ->" in drawn })
    }

    private fun Rig.rows() = app.vault.codesState(app.clock.evidence(), platform.wall).rows

    private companion object {
        const val AMAZON_LINK = "otpauth://totp/Amazon%3Ashop?secret=$AMAZON_KEY&issuer=Amazon"
        val PICTURE = File("../app/src/test/resources/amazon.png")
    }
}
