@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onAllNodesWithTag
import app.aikotoba.core.Setting
import java.io.File
import kotlin.test.Test

/** Compares screens with pictures in the repository. `-Dshots.update=true` writes the pictures again. */
class ScreenshotsTest {
    private val pictures = Pictures(File(System.getProperty("shots.dir")))

    @Test fun `Japanese, light`() = walk("ja", "light", 1f)

    @Test fun `Japanese, dark, large type`() = walk("ja", "dark", 2f)

    @Test fun `English, dark`() = walk("en", "dark", 1f)

    @Test fun `English, light, large type`() = walk("en", "light", 2f)

    @Test fun `no vault, Japanese, light`() = walkUnusable("ja", "light", 1f)

    @Test fun `no vault, Japanese, dark, large type`() = walkUnusable("ja", "dark", 2f)

    @Test fun `no vault, English, dark`() = walkUnusable("en", "dark", 1f)

    @Test fun `no vault, English, light, large type`() = walkUnusable("en", "light", 2f)

    @Test fun `Japanese, a phone on its side`() = walkWide("ja", "side", Size(844, 390))

    @Test fun `English, a tablet`() = walkWide("en", "tablet", Size(1024, 768))

    private fun Rig.keepThree() = keep("Amazon" to "shop@example.co.jp", "楽天市場" to "あかり商店", "GitHub" to "akari")

    private fun walkWide(language: String, device: String, size: Size) =
        onApp(FakePlatform(language), size = size) { test ->
            fun shoot(screen: String) = pictures.compare(test, "$screen-$language-$device.png")
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-light")
            shoot("welcome")
            makeVault()
            keepThree()
            shoot("codes")
            platform.toPaste = SCANNED
            touch("add")
            touch("paste")
            // Another login of Amazon.
            touch("commit")
            await("accepted")
            shoot("enrolment")
        }

    private fun walk(language: String, theme: String, fontScale: Float) =
        onApp(FakePlatform(language), fontScale) { test ->
            fun shoot(screen: String) = pictures.compare(test, "$screen-$language-$theme-${(fontScale * 100).toInt()}.png")
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-$theme")
            shoot("welcome")
            touch("begin")
            type("password", "Amazon2026Amazon")
            test.waitUntil("it is judged", Rig.TIMEOUT_MILLIS) { test.onAllNodesWithTag("weakness", useUnmergedTree = true).fetchSemanticsNodes().isNotEmpty() }
            shoot("password-weak")
            finishVault()
            shoot("empty")
            keepThree()
            shoot("codes")
            shootDoubts(::shoot)
            touch("menu")
            touch("menu-settings")
            shoot("settings")
            touch("back")
            touch("add")
            touch("type")
            shoot("type-key")
            touch("back")
            platform.toPaste = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw=="
            touch("paste")
            await("finding")
            shoot("scan-part")
            platform.toPaste = SCANNED
            touch("back")
            touch("add")
            touch("paste")
            // Another login of Amazon.
            touch("commit")
            await("accepted")
            shoot("enrolment")
        }

    /** The questions whether this is the right vault. */
    private fun Rig.shootDoubts(shoot: (String) -> Unit) {
        val (id) = app.memory.mark!!.split(' ')
        for ((screen, mark) in listOf("vault-older" to "$id 99", "vault-other" to "0".repeat(32) + " 5")) {
            app.memory.mark = mark
            openAgain()
            await("accept-vault")
            shoot(screen)
            touch("accept-vault")
            await("accounts")
        }
    }

    /** A file that can never be unlocked is in the vault's place. */
    private fun walkUnusable(language: String, theme: String, fontScale: Float) {
        val platform = FakePlatform(language).apply { vault.writeText("tax papers") }
        onApp(platform, fontScale) { test ->
            fun shoot(screen: String) = pictures.compare(test, "$screen-$language-$theme-${(fontScale * 100).toInt()}.png")
            app.preferred.chooseEarly(Setting.THEME, "setting-theme-$theme")
            await("restore")
            shoot("unlock-unusable")
            touch("restore")
            shoot("remains")
        }
    }

    private companion object {
        const val SCANNED = "otpauth://totp/Amazon:buyer%40example.com?secret=$AMAZON_KEY&issuer=Amazon"
    }
}
