@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithText
import app.aikotoba.core.Enrolment
import app.aikotoba.core.Setting
import app.aikotoba.core.usualOptions
import app.aikotoba.ui.backup.OtherDevicesModel
import app.aikotoba.ui.codes.CodesModel
import app.aikotoba.ui.restore.RestoreModel
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs

/** The backups of other devices in the backup folder. */
class OtherDevicesTest {
    private val pictures = Pictures(File(System.getProperty("shots.dir")))

    @Test fun `pictures, Japanese, light`() = shootAll("ja", "light", 1f)

    @Test fun `pictures, Japanese, dark, large type`() = shootAll("ja", "dark", 2f)

    @Test fun `pictures, English, dark`() = shootAll("en", "dark", 1f)

    @Test
    fun `an account of another device is added after a preview`() =
        onApp { test ->
            sharedFolder()
            open()
            await("device")
            touch("open-device")
            type("password", PASSWORD)
            touch("open")
            await("apply")
            assertEquals(listOf("me"), assertIs<RestoreModel>(app.top).plan!!.rows.filter { it.removed != null }.map { it.label })
            test.onNodeWithText("ここで削除したアカウントです", substring = true).assertIsDisplayed()
            touch("choice-add")
            touch("apply")
            await("restored")
            touch("to-list")
            test.onNodeWithText("me").assertIsDisplayed()
        }

    @Test
    fun `a folder without other devices and one that cannot be read say so`() =
        onApp {
            makeVault()
            keep("Amazon" to "shop")
            val folder = FakeFolder()
            backUp(folder)
            await("proof")
            touch("other-devices")
            assertEquals(
                "devices-none",
                assertIs<OtherDevicesModel>(app.top)
                    .state!!
                    .notices
                    .single()
                    .code,
            )
            app.back()
            app.open { OtherDevicesModel(app, FakeFolder(complains = true)) }
            await("error")
        }

    @Test
    fun `a backup that is gone when it is opened says so`() =
        onApp {
            val folder = sharedFolder()
            open()
            await("device")
            folder.files.clear()
            touch("open-device")
            await("error")
            assertIs<OtherDevicesModel>(app.top)
        }

    private fun Rig.open() {
        touch("menu")
        touch("menu-backup")
        touch("other-devices")
    }

    /** A vault whose second account was erased, and a folder in which another device has a backup with both. */
    private fun Rig.sharedFolder(): FakeFolder {
        makeVault()
        keep("Amazon" to "shop")
        Enrolment.typed("GitHub", "me", RFC_KEY.drop(8), usualOptions(), null, platform.wall).commit(app.vault, platform.wall)
        val folder = FakeFolder()
        backUp(folder)
        await("proof")
        val own = folder.files.keys.single()
        // The name says which device made a file.
        folder.rename(own, own.split("-").mapIndexed { at, part -> if (at == 3) "01010101" else part }.joinToString("-"))
        platform.keptFolder = folder
        touch("back")
        val row =
            app.vault
                .codesState(app.clock.evidence(), platform.wall)
                .rows
                .single { it.label == "me" }
        app.vault.discard(row.id, platform.wall)
        app.vault.purge(row.id)
        assertIs<CodesModel>(app.top).refresh()
        return folder
    }

    private fun shootAll(language: String, theme: String, fontScale: Float) =
        onApp(FakePlatform(language), fontScale) { test ->
            fun shoot(screen: String) = pictures.compare(test, "$screen-$language-$theme-${(fontScale * 100).toInt()}.png")
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-$theme")
            sharedFolder()
            app.message = null
            open()
            await("device")
            shoot("other-devices")
            touch("open-device")
            type("password", PASSWORD)
            touch("open")
            await("apply")
            shoot("other-device-preview")
        }
}
