@file:OptIn(ExperimentalTestApi::class)

package app.aikotoba.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import app.aikotoba.core.Enrolment
import app.aikotoba.core.QrPicture
import app.aikotoba.core.usualOptions
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import javax.imageio.ImageIO
import kotlin.test.Test
import kotlin.test.assertEquals

/** What other apps share with this one. */
class ArrivalsTest {
    /** A screenshot of a QR code. */
    private fun pngOf(qr: QrPicture): ByteArray {
        val side = qr.side.toInt()
        val picture = BufferedImage((side + 8) * SCALE, (side + 8) * SCALE, BufferedImage.TYPE_BYTE_GRAY)
        for (y in 0 until picture.height) {
            for (x in 0 until picture.width) {
                val (column, row) = x / SCALE - 4 to y / SCALE - 4
                val isDark = column in 0 until side && row in 0 until side && qr.modules[row * side + column].toInt() == 1
                picture.raster.setSample(x, y, 0, if (isDark) 0 else 255)
            }
        }
        return ByteArrayOutputStream().also { ImageIO.write(picture, "png", it) }.toByteArray()
    }

    /** Pictures of new accounts, each with its own key, none of which is in the vault. */
    private fun Rig.picturesOf(vararg names: Pair<String, String>): List<ByteArray> =
        names.mapIndexed { index, (issuer, label) ->
            val key = RFC_KEY.drop(8 * index)
            val enrolment = Enrolment.typed(issuer, label, key, usualOptions(), null, platform.wall)
            enrolment.commit(app.vault, platform.wall)
            val id = enrolment.account()!!
            val png = app.vault.shareAccount(id).use { pngOf(it.qr(0u)!!) }
            app.vault.discard(id, platform.wall)
            app.vault.purge(id)
            png
        }

    @Test
    fun `all pictures shared while the vault was locked are shown after unlocking`() =
        onApp { test ->
            makeVault()
            val pictures = picturesOf("Amazon" to "shop", "GitHub" to "me")
            app.lock()
            pictures.forEach { app.receive(Incoming.Picture(it)) }
            unlock()
            await("add-all")
            assertEquals(2, test.onAllNodesWithTag("finding").fetchSemanticsNodes().size)
            touch("add-all")
            touch("apply")
            await("restored")
            assertEquals(listOf("shop", "me"), app.vault.codesState(app.clock.evidence(), platform.wall).rows.map { it.label })
        }

    @Test
    fun `a waiting text and a waiting picture are both shown`() =
        onApp { test ->
            makeVault()
            val (picture) = picturesOf("Amazon" to "shop")
            app.lock()
            app.receive(Incoming.Text("https://www.amazon.co.jp/"))
            app.receive(Incoming.Several(listOf(Incoming.Picture(picture), Incoming.Text("otpauth://totp/GitHub:me?secret=$RFC_KEY"))))
            unlock()
            await("add-all")
            await("foreign")
            test.onNodeWithText("shop").assertIsDisplayed()
        }

    private val Rig.accounts get() = app.vault.codesState(app.clock.evidence(), platform.wall).rows

    @Test
    fun `a link from another app adds nothing without a confirmation`() =
        onApp { _ ->
            makeVault()
            app.receive(Incoming.Text("otpauth://totp/GitHub:me?secret=$RFC_KEY"))
            await("choose")
            assertEquals(0, accounts.size)
            touch("choose")
            await("accepted")
            assertEquals(listOf("me"), accounts.map { it.label })
        }

    @Test
    fun `a picture from another app adds nothing without a confirmation`() =
        onApp { _ ->
            makeVault()
            val (picture) = picturesOf("Amazon" to "shop")
            app.receive(Incoming.Picture(picture))
            await("choose")
            assertEquals(0, accounts.size)
        }

    @Test
    fun `a part of an export has no add button of its own, and is added with the parts read so far`() =
        onApp { test ->
            makeVault()
            platform.toPaste = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw=="
            touch("add")
            touch("paste")
            await("finding")
            test.onNodeWithTag("choose").assertDoesNotExist()
            touch("add-parts")
            touch("apply")
            await("restored")
            assertEquals(1, accounts.size)
        }

    private companion object {
        const val SCALE = 4
    }
}
