package app.aikotoba.android

import android.app.LocaleManager
import android.content.Context
import android.content.res.Configuration
import android.content.res.Resources
import android.os.Build
import android.os.LocaleList
import app.aikotoba.ui.Preferences
import java.util.Locale

/** The language of this app alone. From Android 13 the system stores it, before that the app does. */
class AppLanguage(private val context: Context, private val preferences: Preferences) {
    private val applied: String? get() = preferences.read(APPLIED)

    /** The device's language for this app, if the app's own setting is "as the device". */
    fun ofDevice(): String {
        val locales = if (Build.VERSION.SDK_INT >= 33) {
            val manager = context.getSystemService(LocaleManager::class.java)
            // What the app applied itself is its own setting, not the device's.
            manager.applicationLocales.takeUnless { it.isEmpty || applied != null } ?: manager.systemLocales
        } else {
            Resources.getSystem().configuration.locales
        }
        return (locales[0] ?: Locale.getDefault()).toLanguageTag()
    }

    /**
     * Applies a language; `null` is the device's. Returns whether the activity must be recreated by the app. The same language again
     * changes nothing, so that a choice in the system's settings is kept.
     */
    fun apply(tag: String?): Boolean {
        if (tag == applied) return false
        preferences.write(APPLIED, tag)
        if (Build.VERSION.SDK_INT < 33) return true
        val locales = tag?.let(LocaleList::forLanguageTags) ?: LocaleList.getEmptyLocaleList()
        context.getSystemService(LocaleManager::class.java).applicationLocales = locales
        return false
    }

    /** The context with the chosen language, before Android 13. */
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
