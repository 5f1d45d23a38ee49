package app.aikotoba.android

import android.app.LocaleManager
import android.content.Context
import android.content.res.Configuration
import android.content.res.Resources
import android.os.Build
import android.os.LocaleList
import app.aikotoba.ui.Preferences
import java.util.Locale

/** The language of this app alone: the system keeps it from Android 13 on, we do before. */
class AppLanguage(private val context: Context, private val preferences: Preferences) {
    private val applied: String? get() = preferences.read(APPLIED)

    /** What the device speaks with this app, when the app's own setting leaves it to the device. */
    fun ofDevice(): String {
        val locales = if (Build.VERSION.SDK_INT >= 33) {
            val manager = context.getSystemService(LocaleManager::class.java)
            // What we applied ourselves is our own setting, not the device's.
            manager.applicationLocales.takeUnless { it.isEmpty || applied != null } ?: manager.systemLocales
        } else {
            Resources.getSystem().configuration.locales
        }
        return (locales[0] ?: Locale.getDefault()).toLanguageTag()
    }

    /**
     * Applies a language, `null` for the device's; answers whether what is on the screen has to be made anew
     * by us. The same language again changes nothing, so that a choice made in the system's own settings stays.
     */
    fun apply(tag: String?): Boolean {
        if (tag == applied) return false
        preferences.write(APPLIED, tag)
        if (Build.VERSION.SDK_INT < 33) return true
        val locales = tag?.let(LocaleList::forLanguageTags) ?: LocaleList.getEmptyLocaleList()
        context.getSystemService(LocaleManager::class.java).applicationLocales = locales
        return false
    }

    /** The context with the language in it, before Android 13. */
    fun wrap(base: Context): Context {
        val tag = applied
        if (Build.VERSION.SDK_INT >= 33 || tag == null) return base
        val configuration = Configuration().apply { setLocales(LocaleList.forLanguageTags(tag)) }
        return base.createConfigurationContext(configuration)
    }

    private companion object {
        const val APPLIED = "android-language"
    }
}
