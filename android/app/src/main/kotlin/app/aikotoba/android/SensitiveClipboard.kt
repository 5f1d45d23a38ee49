package app.aikotoba.android

import android.content.ClipData
import android.content.ClipboardManager
import android.content.ContentResolver
import android.content.Context
import android.net.Uri
import android.os.Handler
import android.os.Looper
import android.os.PersistableBundle
import app.aikotoba.ui.Clipboard

/** The clipboard: marked as sensitive, so that previews hide it, and cleared after a time. */
class SensitiveClipboard(private val context: Context, private val read: (Uri) -> ByteArray) : Clipboard {
    private val manager = context.getSystemService(ClipboardManager::class.java)
    private val timer = Handler(Looper.getMainLooper())

    override fun copySecret(text: String, clearAfterSeconds: Int?) {
        val clip = ClipData.newPlainText(LABEL, text)
        clip.description.extras = PersistableBundle().apply { putBoolean(SENSITIVE, true) }
        manager.setPrimaryClip(clip)
        timer.removeCallbacksAndMessages(null)
        clearAfterSeconds?.let { timer.postDelayed(::clear, it * 1000L) }
    }

    override fun paste(): String? {
        if (pictureUri() != null) return null
        return first()?.coerceToText(context)?.toString()?.takeIf { it.isNotEmpty() }
    }

    override fun pastePicture(): ByteArray? = pictureUri()?.let(read)?.takeIf { it.isNotEmpty() }

    private fun first(): ClipData.Item? = manager.primaryClip?.takeIf { it.itemCount > 0 }?.getItemAt(0)

    private fun pictureUri(): Uri? {
        val isPicture = manager.primaryClipDescription?.hasMimeType("image/*") == true
        return if (isPicture) first()?.uri?.takeIf { it.scheme == ContentResolver.SCHEME_CONTENT } else null
    }

    /**
     * Clears what we copied, and leaves what was copied since. An app in the background can't see what the
     * clipboard holds; then it is cleared all the same, for the code is more likely there than anything else.
     */
    private fun clear() {
        val seen = manager.primaryClipDescription
        if (seen == null || seen.label?.toString() == LABEL) manager.clearPrimaryClip()
    }

    private companion object {
        const val LABEL = "Aikotoba"

        // ClipDescription.EXTRA_IS_SENSITIVE of Android 13; keyboards of earlier ones know it by this name too.
        const val SENSITIVE = "android.content.extra.IS_SENSITIVE"
    }
}
