@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.tour

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.DesktopComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.click
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.Density
import app.aikotoba.desktop.DesktopPlatform
import app.aikotoba.desktop.Folders
import app.aikotoba.desktop.Pickers
import app.aikotoba.ui.AikotobaApp
import app.aikotoba.ui.AppModel
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import java.io.File
import java.nio.file.Files
import kotlin.time.Duration.Companion.minutes

/** The main job from the first start to a restored vault, on the real screens. */
class Tour(private val folder: File, private val picture: File) {
    private val home = Files.createTempDirectory("aikotoba-tour").toFile()
    private val backups = File(home, "backups").apply { mkdirs() }
    private val password = "hiru yasumi no umi"
    private var number = 0

    /** Chooses for the person: the photograph, and the folder for backups. */
    private val pickers =
        object : Pickers {
            override suspend fun pickPicture() = picture

            override suspend fun pickFile() = backups.listFiles().orEmpty().single()

            override suspend fun pickFolder() = backups

            override suspend fun pickNewFile(name: String) = File(home, name)
        }

    fun walk() {
        try {
            phone("first") {
                makeVault()
                scan()
                backUp()
                lockAndUnlock()
            }
            phone("second") {
                makeVault(shots = false)
                restore()
            }
        } finally {
            home.deleteRecursively()
        }
    }

    /** A new, empty phone. */
    private fun phone(name: String, walk: DesktopComposeUiTest.() -> Unit) =
        runDesktopComposeUiTest(WIDTH * 2, HEIGHT * 2, testTimeout = 10.minutes) {
            val folders = Folders(mapOf("XDG_DATA_HOME" to File(home, name).path, "HOME" to home.path))
            setContent {
                val scope = rememberCoroutineScope()
                val app =
                    remember {
                        val platform = DesktopPlatform(folders, scope, pickers, camera = null)
                        AppModel(platform, scope)
                    }
                CompositionLocalProvider(
                    LocalDensity provides Density(2f),
                ) { AikotobaApp(app) }
            }
            walk()
        }

    private fun DesktopComposeUiTest.makeVault(shots: Boolean = true) {
        if (shots) shoot("welcome")
        touch("begin")
        type("password", password)
        type("password-again", password)
        touch("make")
        await("noted")
        if (shots) shoot("recovery-code")
        touch("noted")
        await("paste")
        touch("back")
        await("add")
        if (shots) shoot("empty-list")
    }

    private fun DesktopComposeUiTest.scan() {
        touch("add")
        shoot("scan")
        touch("picture")
        await("accepted")
        shoot("first-code")
        touch("refused")
        await("next-doubt")
        shoot("refused")
        touch("accepted")
        await("first-backup")
        shoot("accepted")
    }

    private fun DesktopComposeUiTest.backUp() {
        touch("first-backup")
        touch("choose-place")
        await("save")
        type("password", password)
        type("password-again", password)
        shoot("backup")
        touch("save")
        await("proof")
        shoot("backup-proved")
        touch("back")
        await("accounts")
        shoot("codes")
    }

    private fun DesktopComposeUiTest.lockAndUnlock() {
        touch("menu")
        touch("menu-lock")
        await("unlock")
        type("password", "something else")
        touch("unlock")
        await("error")
        shoot("wrong-password")
        type("password", password)
        touch("unlock")
        await("accounts")
    }

    private fun DesktopComposeUiTest.restore() {
        touch("menu")
        touch("menu-restore")
        touch("pick")
        await("open")
        type("password", password)
        touch("open")
        await("apply")
        shoot("restore-preview")
        touch("apply")
        await("restored")
        shoot("restored")
        touch("to-list")
        await("accounts")
        shoot("codes-on-the-new-phone")
    }

    /** Waits for a part of a screen. If it does not appear, the screen is saved as a picture. */
    private fun DesktopComposeUiTest.await(tag: String) =
        try {
            waitUntil(tag, TIMEOUT_MILLIS) { onAllNodesWithTag(tag).fetchSemanticsNodes().isNotEmpty() }
        } catch (why: ComposeTimeoutException) {
            shoot("instead-of-$tag")
            throw why
        }

    private fun DesktopComposeUiTest.touch(tag: String) {
        await(tag)
        val node = onNodeWithTag(tag)
        runCatching { node.performScrollTo() }
        node.performTouchInput { click() }
        waitForIdle()
    }

    private fun DesktopComposeUiTest.type(tag: String, text: String) {
        await(tag)
        onNodeWithTag(tag).performTextInput(text)
        waitForIdle()
    }

    private fun DesktopComposeUiTest.shoot(name: String) {
        waitForIdle()
        val image = Image.makeFromBitmap(onRoot().captureToImage().asSkiaBitmap())
        val png = checkNotNull(image.encodeToData(EncodedImageFormat.PNG)) { "a picture can be written as PNG" }
        number += 1
        File(folder, "%02d-%s.png".format(number, name)).writeBytes(png.bytes)
    }

    private companion object {
        const val WIDTH = 390
        const val HEIGHT = 780

        /** Key derivations and proofs are slow on purpose, and slower on a busy machine. */
        const val TIMEOUT_MILLIS = 300_000L
    }
}
