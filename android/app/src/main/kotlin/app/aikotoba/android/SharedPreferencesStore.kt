package app.aikotoba.android

import android.content.Context
import android.os.Looper
import app.aikotoba.ui.Preferences

/** Small values outside of the vault. They stay on this device: no system backup includes them. */
class SharedPreferencesStore(context: Context) : Preferences {
    private val file = context.getSharedPreferences("beside-the-vault", Context.MODE_PRIVATE)

    override fun read(name: String): String? = file.getString(name, null)

    override fun write(name: String, value: String?) {
        val edit = file.edit().putString(name, value)
        // A count of wrong tries must survive a crash. The main thread does not wait for the disk; Android writes before the app is stopped.
        if (Looper.myLooper() == Looper.getMainLooper()) edit.apply() else edit.commit()
    }
}
