@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import app.aikotoba.core.Setting
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.help.HelpModel
import app.aikotoba.ui.settings.AboutModel
import app.aikotoba.ui.settings.PasswordModel
import app.aikotoba.ui.settings.RekeyModel
import app.aikotoba.ui.start.HandOverModel
import app.aikotoba.ui.start.RecoveryModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertIs

/**
 * Compares the screens that [ScreenshotsTest] omits with pictures, in Japanese: light, and dark with large type. The guide has pictures of
 * its own.
 */
class JapanesePicturesTest {
    private val pictures = Pictures(File(System.getProperty("shots.dir")))

    @Test fun `the first code on a phone, light`() = firstCode("light", 1f)

    @Test fun `the first code on a phone, dark, large type`() = firstCode("dark", 2f)

    @Test fun `an account from its password to its trash, light`() = account("light", 1f)

    @Test fun `an account from its password to its trash, dark, large type`() = account("dark", 2f)

    @Test fun `backups and settings, light`() = backups("light", 1f)

    @Test fun `backups and settings, dark, large type`() = backups("dark", 2f)

    private fun walk(platform: FakePlatform, theme: String, fontScale: Float, way: Rig.(shoot: (String) -> Unit) -> Unit) =
        onApp(platform, fontScale) { test ->
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-$theme")
            way { screen -> pictures.compare(test, "$screen-ja-$theme-${(fontScale * 100).toInt()}.png", random = "recovery-groups") }
        }

    private fun firstCode(theme: String, fontScale: Float) {
        val platform = FakePlatform().apply {
            deviceKeys = FakeKeys(DeviceKeyStatus.ABSENT)
            camera = CameraOnCode(amazonQr())
        }
        walk(platform, theme, fontScale) { shoot ->
            shoot("welcome-phone")
            touch("begin")
            await("accepted")
            shoot("first-code")
            touch("accepted")
            await("on-paper")
            shoot("hand-over")
            touch("on-paper")
            await("recovery-groups")
            val groups = assertIs<HandOverModel>(app.top).groups
            shoot("hand-over-code")
            touch("noted")
            await("group")
            shoot("hand-over-check")
            type("group", groups[assertIs<HandOverModel>(app.top).check!!.at.toInt() - 1])
            touch("answer")
            await("first-backup")
            shoot("hand-over-done")
        }
    }

    private fun account(theme: String, fontScale: Float) =
        walk(FakePlatform(), theme, fontScale) { shoot ->
            touch("begin")
            shoot("password")
            typeTwice()
            touch("make")
            await("noted")
            shoot("recovery-code")
            touch("noted")
            await("paste")
            shoot("scan")
            platform.toPaste = AMAZON_LINK
            touch("paste")
            touch("refused")
            await("next-doubt")
            shoot("refused")
            touch("accepted")
            await("to-list")
            shoot("confirmed")
            touch("to-list")
            await("checklist")
            shoot("codes-open")
            touch("checklist")
            shoot("checklist")
            touch("back")
            reveal("row-menu")
            touch("row-menu")
            touch("row-edit")
            shoot("edit")
            touch("back")
            reveal("row-menu")
            touch("row-menu")
            touch("row-share")
            shoot("share-ask")
            touch("for-staff")
            shoot("share-proof")
            type("password", PASSWORD)
            touch("show")
            await("qr")
            shoot("share-qr")
            app.showCodes()
            platform.toPaste = AMAZON_LINK.replace("me%40", "info%40").replace("secret=GEZD", "secret=AAAA")
            touch("add")
            touch("paste")
            await("login")
            shoot("login")
            app.showCodes()
            reveal("row-menu")
            touch("row-menu")
            touch("row-trash")
            touch("menu")
            touch("menu-trash")
            await("put-back")
            shoot("trash")
        }

    private fun backups(theme: String, fontScale: Float) =
        walk(FakePlatform(), theme, fontScale) { shoot ->
            makeVault()
            keep("Amazon" to "shop", "GitHub" to "me")
            touch("menu")
            touch("menu-backup")
            await("choose-place")
            shoot("backup")
            touch("back")
            val folder = FakeFolder()
            backUp(folder)
            await("proof")
            shoot("backup-proved")
            // The real name has random parts.
            platform.file = PickedFile("aikotoba-20261124T091510Z.age", folder.files.values.single())
            touch("rehearse")
            await("pick")
            shoot("rehearse")
            openBackup()
            await("rehearsed")
            shoot("rehearsed")
            app.showCodes()
            restoreErased(shoot)
            shootSettings(shoot)
            app.lock()
            await("unlock")
            shoot("unlock")
            unlock("mistyped")
            await("error")
            shoot("unlock-wrong")
        }

    /** One of two accounts was erased, and comes back from the backup. */
    private fun Rig.restoreErased(shoot: (String) -> Unit) {
        val row = assertIs<CodesModel>(app.top).state.rows.first()
        app.vault.discard(row.id, platform.wall)
        app.vault.purge(row.id)
        touch("menu")
        touch("menu-restore")
        touch("pick")
        await("password")
        shoot("restore-password")
        type("password", PASSWORD)
        touch("open")
        await("apply")
        shoot("restore-preview")
        touch("choice-add")
        touch("apply")
        await("restored")
        shoot("restored")
        app.showCodes()
    }

    private fun Rig.shootSettings(shoot: (String) -> Unit) {
        val screens =
            mapOf<String, () -> Model>(
                "change-password" to { PasswordModel(app) },
                "rekey" to { RekeyModel(app) },
                "recovery-check" to { RecoveryModel(app) },
                "about" to { AboutModel(app) },
                "help" to { HelpModel(app) },
            )
        for ((name, screen) in screens) {
            app.open(screen)
            shoot(name)
            app.back()
        }
        touch("menu")
        touch("menu-settings")
        touch("correction")
        touch("later")
        shoot("correction")
        touch("correction-off")
        app.showCodes()
    }

    private companion object {
        const val AMAZON_LINK = "otpauth://totp/Amazon:me%40example.com?secret=$AMAZON_KEY&issuer=Amazon"
    }
}
