@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import app.aikotoba.core.DeviceKey
import app.aikotoba.core.UnlockTries
import app.aikotoba.core.Vault
import app.aikotoba.ui.unlock.UnlockModel
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue

class ErrorPathsTest {
    @Test
    fun `without the camera permission the other ways to add an account are offered`() =
        onApp(FakePlatform().apply { camera = FakeCamera(CameraEvent.Failed(CameraError.NOT_ALLOWED)) }) { test ->
            makeVault()
            touch("add")
            await("error")
            test.onNodeWithText("カメラの使用が許可されていません。").assertIsDisplayed()
            test.onNodeWithTag("picture").assertIsDisplayed()
            test.onNodeWithTag("type").assertIsDisplayed()
        }

    @Test
    fun `a wrong password is reported and counted, and the right one unlocks`() =
        onApp {
            makeVault()
            app.lock()
            unlock("mistyped")
            await("error")
            assertEquals(1u, app.memory.tries.wrong)
            unlock()
            await("add")
            assertEquals(0u, app.memory.tries.wrong)
        }

    @Test
    fun `a full folder is reported, and no partial backup stays`() =
        onApp { _ ->
            makeVault()
            keep("Amazon" to "shop")
            val folder = FakeFolder(full = true)
            backUp(folder)
            await("error")
            assertTrue(folder.files.isEmpty())
        }

    @Test
    fun `a backup found under its name is saved, even if the folder reported a failure`() =
        onApp { _ ->
            makeVault()
            keep("Amazon" to "shop")
            val folder = FakeFolder(complains = true)
            backUp(folder)
            await("proof")
            assertTrue(folder.files.keys.single().endsWith(".age"))
        }

    @Test
    fun `other files in the folder stay, whatever their names`() =
        onApp { _ ->
            makeVault()
            keep("Amazon" to "shop")
            // The name of an unproved backup of this vault.
            val vault = app.vault.meet(null).mark!!.take(8)
            val device = app.vault.deviceRecord(null).takeLast(8)
            val letter = "aikotoba-20261124T135904Z-$vault-$device.unproved"
            val folder = FakeFolder().apply { files[letter] = "a letter".encodeToByteArray() }
            backUp(folder)
            await("proof")
            assertEquals("a letter", folder.files.getValue(letter).decodeToString())
        }

    @Test
    fun `a QR code that is not an account is explained`() =
        onApp {
            makeVault()
            platform.toPaste = "https://www.amazon.co.jp/"
            touch("add")
            touch("paste")
            await("foreign")
        }

    @Test
    fun `a key with a wrong letter is reported and stays in its field`() =
        onApp {
            makeVault()
            touch("add")
            touch("type")
            type("site", "Amazon")
            type("key", "18")
            touch("add-key")
            await("error")
        }

    @Test
    fun `a file that is not a backup is reported before the password is asked`() =
        onApp { test ->
            makeVault()
            platform.file = PickedFile("photo.jpg", ByteArray(100) { 7 })
            touch("menu")
            touch("menu-restore")
            touch("pick")
            await("error")
            test.onNodeWithTag("password").assertDoesNotExist()
        }

    @Test
    fun `a damaged backup is reported, and the vault does not change`() =
        onApp { test ->
            makeVault()
            keep("Amazon" to "shop")
            val folder = FakeFolder()
            backUp(folder)
            await("proof")
            val (name, bytes) = folder.files.entries.single()
            val at = bytes.size / 2
            val other = if (bytes[at] == 'A'.code.toByte()) 'B' else 'A'
            platform.file = PickedFile(name, bytes.copyOf().also { it[at] = other.code.toByte() })
            touch("back")
            touch("menu")
            touch("menu-restore")
            openBackup()
            await("error")
            test.onNodeWithText("バックアップファイルが壊れているか、途中で切れています。").assertIsDisplayed()
            assertEquals("shop", app.vault.codesState(app.clock.evidence(), platform.wall).rows.single().label)
        }

    @Test
    fun `a vault that another program had open for a moment is tried again automatically`() {
        val platform = FakePlatform()
        onApp(platform) {
            makeVault()
            app.vault.release()
            val other = Vault.at(platform.vault.path)
            other.unlockState(DeviceKey.ABSENT, UnlockTries(0u, 0), 0)
            app.lock()
            await("error")
            other.release()
            unlock()
            await("add")
        }
    }

    @Test
    fun `a file that can never be unlocked is kept, and a backup is restored into a new vault`() {
        val platform = FakePlatform().apply { vault.writeText("tax papers") }
        onApp(platform) { test ->
            await("error")
            touch("restore")
            await("set-aside")
            // Showing it changes nothing.
            touch("back")
            assertEquals("tax papers", platform.vault.readText())
            touch("restore")
            touch("set-aside")
            await("make")
            val kept = platform.vault.parentFile.listFiles()!!.single()
            assertEquals("tax papers", kept.readText())
            test.onNodeWithText("前からあったファイルは ${kept.name} として残しました。").assertIsDisplayed()
            typeTwice()
            touch("make")
            touch("noted")
            // Next the backup is chosen.
            await("pick")
        }
    }

    @Test
    fun `after the device key is lost the password still unlocks`() {
        val keys = FakeKeys()
        onApp(FakePlatform().apply { deviceKeys = keys }) { test ->
            makeVault()
            keys.now = DeviceKeyStatus.INVALIDATED
            app.lock()
            await("unlock")
            test.onNodeWithTag("way-device").assertDoesNotExist()
            unlock()
            await("add")
        }
    }

    @Test
    fun `the app locks after it was invisible for longer than the setting`() =
        onApp {
            makeVault()
            app.hidden()
            platform.monotonic += 31_000
            app.shown()
            await("unlock")
            assertIs<UnlockModel>(app.top)
        }
}
