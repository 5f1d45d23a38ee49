@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.AskedCredential
import app.aikotoba.core.BannerLead
import app.aikotoba.core.Offered
import app.aikotoba.core.Setting
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.rehearsal.CredentialCheckModel
import app.aikotoba.ui.rehearsal.RehearsalModel
import app.aikotoba.ui.start.RecoveryModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertIs

/** Checking the latest backup, and the question for the password. */
class RehearsalTest {
    private val pictures = Pictures(File(System.getProperty("shots.dir")))

    @Test fun `pictures, Japanese, light`() = shootAll("ja", "light", 1f)

    @Test fun `pictures, Japanese, dark, large type`() = shootAll("ja", "dark", 2f)

    @Test fun `pictures, English, dark`() = shootAll("en", "dark", 1f)

    @Test
    fun `a month after the backup the list asks, and a right password is recorded`() =
        onApp {
            backedUp(FakeFolder())
            assertEquals(emptyList(), banners())
            pass(MONTH)
            assertEquals(listOf(BannerLead.REHEARSAL), banners())
            touch("banner-lead")
            assertEquals(Offered.YES, assertIs<RehearsalModel>(app.top).state.putOff)
            type("password", "mistyped")
            touch("rehearse-do")
            await("error")
            type("password", PASSWORD)
            touch("rehearse-do")
            await("rehearsed")
            val done = assertIs<RehearsalModel>(app.top).done!!
            assertEquals(2u to 0u, done.accounts to done.changed)
            touch("done")
            assertEquals(emptyList(), banners())
            pass(MONTH)
            assertEquals(listOf(BannerLead.REHEARSAL), banners())
        }

    @Test
    fun `it is put off for a few days`() =
        onApp {
            backedUp(FakeFolder())
            pass(MONTH)
            touch("banner-lead")
            touch("put-off")
            await("accounts")
            assertEquals(emptyList(), banners())
            pass(3 * DAY)
            assertEquals(listOf(BannerLead.REHEARSAL), banners())
        }

    @Test
    fun `three wrong passwords and a missing file lead to a new backup`() =
        onApp {
            val folder = FakeFolder()
            backedUp(folder)
            pass(MONTH)
            touch("banner-lead")
            repeat(3) {
                type("password", "mistyped$it")
                touch("rehearse-do")
                await("not busy") { !app.top.busy }
            }
            assertEquals(app.speech.say("error-rehearsal-password-forgotten"), app.top.errorText?.happened)
            touch("new-backup")
            assertIs<BackupModel>(app.top)
            touch("back")

            folder.files.clear()
            assertEquals(listOf(BannerLead.REHEARSAL), banners())
            touch("banner-lead")
            type("password", PASSWORD)
            touch("rehearse-do")
            await("error")
            assertEquals(app.speech.say("error-rehearsal-no-backup"), app.top.errorText?.happened)
            touch("back")
            assertEquals(listOf(BannerLead.BACKUP), banners())
            backUp(folder)
            // The screen shows the proof of the former backup meanwhile.
            await("saved") { !app.top.busy }
            touch("back")
            assertEquals(emptyList(), banners())
        }

    @Test
    fun `a place that is not there is said, and a folder on disk is read by the core`() =
        onApp {
            backedUp(FakeFolder())
            touch("menu")
            touch("menu-backup")
            touch("check-backup")
            touch("back")
            platform.keptFolder = null
            app.open { RehearsalModel(app) }
            touch("new-backup")
            assertIs<BackupModel>(app.top)
        }

    @Test
    fun `without its place a rehearsal can be put off`() =
        onApp {
            backedUp(FakeFolder())
            pass(MONTH)
            platform.keptFolder = null
            touch("banner-lead")
            await("new-backup")
            touch("put-off")
            assertEquals(emptyList(), banners())
        }

    @Test
    fun `the question is put off, a wrong answer is no try to unlock, and a right one is recorded`() =
        onApp(FakePlatform().apply { deviceKeys = FakeKeys(DeviceKeyStatus.ABSENT) }) {
            backedUp(FakeFolder())
            pass(MONTH)
            // One question at a time.
            assertEquals(listOf(BannerLead.REHEARSAL), banners())
            app.vault.putOffRehearsal(platform.wall)
            assertEquals(listOf(BannerLead.CREDENTIAL_CHECK), banners())
            touch("banner-lead")
            type("password", "mistyped")
            repeat(6) {
                touch("answer")
                await("error")
            }
            assertEquals(0u, app.memory.tries.wrong)
            type("password", PASSWORD)
            touch("answer")
            touch("done")
            assertEquals(emptyList(), banners())
            pass(MONTH)
            app.vault.putOffRehearsal(platform.wall)
            assertEquals(listOf(BannerLead.CREDENTIAL_CHECK), banners())
            touch("banner-lead")
            touch("ask-other")
            assertEquals(AskedCredential.RECOVERY_CODE, assertIs<CredentialCheckModel>(app.top).asked)
            touch("put-off")
            await("accounts")
            assertEquals(emptyList(), banners())
        }

    @Test
    fun `the code that is shown is saved as a sheet with the place of the backups`() =
        onApp {
            backedUp(FakeFolder())
            app.open { RecoveryModel(app) }
            touch("new-code")
            await("recovery-groups")
            val groups = assertIs<RecoveryModel>(app.top).fresh!!
            touch("save-sheet")
            await("saved") { assertIs<RecoveryModel>(app.top).saved }
            val (name, bytes) = platform.saved!!
            assertEquals("aikotoba-recovery-code.html", name)
            val sheet = bytes.decodeToString()
            assertContains(sheet, groups.joinToString("") { "<li>$it</li>" })
            assertContains(sheet, "USB")
            assertContains(sheet, "age -d")
        }

    private fun shootAll(language: String, theme: String, fontScale: Float) =
        onApp(FakePlatform(language), fontScale) { test ->
            fun shoot(screen: String) = pictures.compare(test, "$screen-$language-$theme-${(fontScale * 100).toInt()}.png")
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-$theme")
            backedUp(FakeFolder())
            // The message about the backup is gone by then.
            app.message = null
            pass(MONTH)
            shoot("rehearsal-due")
            touch("banner-lead")
            await("password")
            shoot("rehearsal")
            type("password", "mistyped")
            touch("rehearse-do")
            await("error")
            shoot("rehearsal-wrong")
            type("password", PASSWORD)
            touch("rehearse-do")
            await("rehearsed")
            shoot("rehearsal-done")
            touch("done")
            app.open { CredentialCheckModel(app) }
            shoot("credential-check")
        }

    /** A vault with a confirmed recovery code, two accounts and a backup. */
    private fun Rig.backedUp(folder: FakeFolder) {
        makeVault()
        confirmCode()
        keep("Amazon" to "shop", "GitHub" to "me")
        backUp(folder)
        await("proof")
        touch("back")
        platform.keptFolder = folder
    }

    /** Time passes while the list is shown. */
    private fun Rig.pass(millis: Long) {
        platform.wall += millis
        platform.monotonic += millis
        (app.top as CodesModel).refresh()
        await("accounts")
    }

    private fun Rig.banners(): List<BannerLead> {
        (app.top as CodesModel).refresh()
        return (app.top as CodesModel).state.banners.map { it.lead }
    }

    private companion object {
        const val DAY = 24 * 60 * 60 * 1000L
        const val MONTH = 30 * DAY
    }
}
