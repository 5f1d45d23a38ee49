package app.aikotoba.android

import android.content.Context
import app.aikotoba.ui.Preferences

/** Small values beside the vault. They stay on this device: no system backup includes them. */
class SharedPreferencesStore(context: Context) : Preferences {
    private val file = context.getSharedPreferences("beside-the-vault", Context.MODE_PRIVATE)

    override fun read(name: String): String? = file.getString(name, null)

    override fun write(name: String, value: String?) {
        // Waits for the disk: a count of wrong tries must survive a crash.
        file.edit().putString(name, value).commit()
    }
}
