package app.aikotoba.android

import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import androidx.core.content.IntentCompat
import app.aikotoba.ui.Incoming

/** The content of an intent: links, shared texts and shared pictures. */
sealed interface Arrival {
    class Text(val text: String) : Arrival

    class Pictures(val uris: List<Uri>) : Arrival

    /** A shortcut or a tile asks for a screen. */
    class Page(val page: Incoming.Page) : Arrival

    companion object {
        const val SCAN = "app.aikotoba.SCAN"
        const val SEARCH = "app.aikotoba.SEARCH"

        /** The content of an intent; `null` if it only opens the app. */
        fun of(intent: Intent): Arrival? =
            try {
                read(intent)
            } catch (_: RuntimeException) {
                // Another app sent extras that cannot be read.
                null
            }

        private fun read(intent: Intent): Arrival? =
            when (intent.action) {
                SCAN -> Page(Incoming.Page.SCAN)
                SEARCH -> Page(Incoming.Page.SEARCH)
                Intent.ACTION_VIEW -> intent.dataString?.let(::Text)
                Intent.ACTION_SEND -> shared(intent)
                Intent.ACTION_SEND_MULTIPLE ->
                    pictures(IntentCompat.getParcelableArrayListExtra(intent, Intent.EXTRA_STREAM, Uri::class.java))
                else -> null
            }

        private fun shared(intent: Intent): Arrival? {
            val picture = IntentCompat.getParcelableExtra(intent, Intent.EXTRA_STREAM, Uri::class.java)
            if (picture != null) return pictures(listOf(picture))
            return intent.getStringExtra(Intent.EXTRA_TEXT)?.let(::Text)
        }

        /** Accepts only content URIs of other apps: a path could make the app read its own files. */
        private fun pictures(uris: List<Uri>?): Arrival? {
            val lent = uris.orEmpty().filter { it.scheme == ContentResolver.SCHEME_CONTENT }
            return if (lent.isEmpty()) null else Pictures(lent)
        }
    }
}
