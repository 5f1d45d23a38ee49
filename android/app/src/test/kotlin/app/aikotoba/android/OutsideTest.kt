package app.aikotoba.android

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Looper
import android.provider.Settings
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.Preferences
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSystemClock
import org.xmlpull.v1.XmlPullParser
import java.io.FileNotFoundException
import java.time.Duration
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** The clipboard, the clocks, intents of other apps, and the permissions in the manifest. */
@RunWith(RobolectricTestRunner::class)
class OutsideTest {
    private val context = RuntimeEnvironment.getApplication()
    private val manager = context.getSystemService(ClipboardManager::class.java)
    private val clipboard = SensitiveClipboard(context) { ByteArray(0) }

    @Test
    fun a_copied_code_is_cleared_after_its_time() {
        clipboard.copySecret("123456", clearAfterSeconds = 30)
        idleFor(29)
        assertEquals("123456", clipboard.paste())
        idleFor(1)
        assertNull(clipboard.paste())
    }

    @Test
    fun what_another_app_copied_since_is_not_cleared() {
        // Most apps give their clips no label.
        for (name in listOf("elsewhere", null)) {
            clipboard.copySecret("123456", clearAfterSeconds = 30)
            manager.setPrimaryClip(ClipData.newPlainText(name, "an address"))
            idleFor(31)
            assertEquals("an address", clipboard.paste())
        }
    }

    @Test
    fun each_copy_has_its_own_time() {
        clipboard.copySecret("123456", clearAfterSeconds = 30)
        idleFor(20)
        clipboard.copySecret("654321", clearAfterSeconds = null)
        idleFor(600)
        assertEquals("654321", clipboard.paste())
    }

    @Test
    fun a_copied_picture_is_pasted_as_its_bytes() {
        val pictures = SensitiveClipboard(context) { byteArrayOf(1, 2) }
        val picture = ClipData.Item(Uri.parse("content://pictures/1"))
        manager.setPrimaryClip(ClipData("", arrayOf("image/png"), picture))
        assertContentEquals(byteArrayOf(1, 2), pictures.pastePicture())
        assertNull(pictures.paste())
    }

    @Test
    fun the_automatic_clock_setting_is_reported_if_known() {
        val clock = DeviceClock(context.contentResolver)
        for ((value, expected) in listOf(0 to false, 1 to true)) {
            Settings.Global.putInt(context.contentResolver, Settings.Global.AUTO_TIME, value)
            assertEquals(expected, clock.signs().automatic)
        }
    }

    @Test
    fun the_network_time_is_reported_if_the_device_has_it() {
        val clock = DeviceClock(context.contentResolver)
        if (Build.VERSION.SDK_INT < 33) return assertNull(clock.signs().network)
        ShadowSystemClock.setNetworkTimeAvailable(false)
        assertNull(clock.signs().network)
        ShadowSystemClock.setNetworkTimeAvailable(true)
        assertNotNull(clock.signs().network)
    }

    @Test
    fun only_content_uris_of_other_apps_are_accepted_as_pictures() {
        fun share(uri: String) = Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_STREAM, Uri.parse(uri))
        assertIs<Arrival.Pictures>(Arrival.of(share("content://pictures/1")))
        assertNull(Arrival.of(share("file:///data/data/app.aikotoba/files/vault/vault.aikotoba")))
        assertNull(Arrival.of(Intent(Intent.ACTION_MAIN)))
        val text = Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_TEXT, LINK)
        assertEquals(LINK, assertIs<Arrival.Text>(Arrival.of(text)).text)
    }

    @Test
    fun a_shortcut_and_the_second_tile_ask_for_a_screen() {
        for ((action, page) in listOf("app.aikotoba.SCAN" to Incoming.Page.SCAN, "app.aikotoba.SEARCH" to Incoming.Page.SEARCH)) {
            assertEquals(page, assertIs<Arrival.Page>(Arrival.of(Intent(action))).page)
        }
        val shortcuts = context.resources.getXml(context.resources.getIdentifier("shortcuts", "xml", context.packageName))
        val actions = ArrayList<String>()
        while (shortcuts.next() != XmlPullParser.END_DOCUMENT) {
            if (shortcuts.eventType == XmlPullParser.START_TAG && shortcuts.name == "intent") actions += shortcuts.getAttributeValue(ANDROID, "action")
        }
        assertEquals(listOf(Arrival.SCAN, Arrival.SEARCH), actions)
    }

    @Test
    fun a_backup_for_another_app_can_be_read_by_its_address_alone_and_the_one_before_is_gone() {
        val documents = Documents(context, NoPreferences)
        val first = documents.lend(context, "first.age", byteArrayOf(1))
        val second = documents.lend(context, "second.age", byteArrayOf(2, 3))
        assertEquals("content", second.scheme)
        assertContentEquals(byteArrayOf(2, 3), context.contentResolver.openInputStream(second)!!.use { it.readBytes() })
        assertFailsWith<FileNotFoundException> { context.contentResolver.openInputStream(first) }
    }

    @Test
    fun the_manifest_has_no_network_permission_and_accepts_links_and_pictures() {
        val flags = android.content.pm.PackageManager.GET_PERMISSIONS
        val asked = context.packageManager.getPackageInfo(context.packageName, flags).requestedPermissions!!.toList()
        assertTrue(asked.none { "INTERNET" in it || "NETWORK" in it }, "$asked")
        val intents = listOf(
            Intent(Intent.ACTION_VIEW, Uri.parse("otpauth://totp/a")),
            Intent(Intent.ACTION_VIEW, Uri.parse("otpauth-migration://offline?data=A")),
            Intent(Intent.ACTION_SEND).setType("image/jpeg"),
            Intent(Intent.ACTION_SEND).setType("text/plain"),
            Intent(Intent.ACTION_SEND_MULTIPLE).setType("image/png"),
        )
        for (intent in intents) {
            val found = context.packageManager.queryIntentActivities(intent.addCategory(Intent.CATEGORY_DEFAULT), 0)
            assertEquals(listOf(MainActivity::class.java.name), found.map { it.activityInfo.name }, "$intent")
        }
    }

    private object NoPreferences : Preferences {
        override fun read(name: String): String? = null

        override fun write(name: String, value: String?) = Unit
    }

    private companion object {
        const val ANDROID = "http://schemas.android.com/apk/res/android"
    }

    private fun idleFor(seconds: Long) = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(seconds))
}
