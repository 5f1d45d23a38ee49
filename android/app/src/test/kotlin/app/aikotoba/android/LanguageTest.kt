package app.aikotoba.android

import android.app.LocaleManager
import android.os.Build
import android.os.LocaleList
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue

/** The language of this app alone, chosen in the app, or from Android 13 in the system's settings. */
@RunWith(RobolectricTestRunner::class)
class LanguageTest {
    private val process = RuntimeEnvironment.getApplication() as AikotobaApplication
    private val language = process.platform.language

    @Test
    fun a_language_that_the_app_applied_is_not_taken_as_the_devices() {
        assertEquals("ja", language.ofDevice().take(2))
        language.apply("en")
        assertEquals("en", shown())
        assertEquals("ja", language.ofDevice().take(2))
        language.apply(null)
        assertEquals("ja", shown())
    }

    @Test
    fun only_before_android_13_the_app_recreates_the_activity_and_only_once() {
        assertEquals(Build.VERSION.SDK_INT < 33, language.apply("en"))
        assertFalse(language.apply("en"))
    }

    @Test
    fun a_language_chosen_in_the_systems_settings_takes_effect_at_once() {
        val before = process.model.speech.say("action-undo")
        if (Build.VERSION.SDK_INT >= 33) {
            locales().applicationLocales = LocaleList.forLanguageTags("en")
        } else {
            RuntimeEnvironment.setQualifiers("en")
        }
        process.onConfigurationChanged(process.resources.configuration)
        assertNotEquals(before, process.model.speech.say("action-undo"))
        assertTrue(language.ofDevice().startsWith("en"))
    }

    private fun shown(): String =
        if (Build.VERSION.SDK_INT >= 33) {
            locales().applicationLocales.toLanguageTags().ifEmpty { "ja" }
        } else {
            language.wrap(process.baseContext).resources.configuration.locales[0].language
        }

    private fun locales() = process.getSystemService(LocaleManager::class.java)
}
