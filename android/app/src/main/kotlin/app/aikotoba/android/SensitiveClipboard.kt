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

/** The clipboard. Its content is marked as sensitive, so that previews hide it, and cleared after a time. */
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

    override fun copiedAt(): Long? {
        val seen = manager.primaryClipDescription?.takeIf { it.label?.toString() != LABEL } ?: return null
        val isReadable = seen.hasMimeType("text/*") || seen.hasMimeType("image/*")
        return seen.timestamp.takeIf { isReadable }
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
     * Clears what the app copied, but not what was copied since. An app in the background cannot read the clipboard; it is cleared then,
     * because its content is most likely still the code.
     */
    private fun clear() {
        val seen = manager.primaryClipDescription
        if (seen == null || seen.label?.toString() == LABEL) manager.clearPrimaryClip()
    }

    private companion object {
        const val LABEL = "Aikotoba"

        // ClipDescription.EXTRA_IS_SENSITIVE of Android 13; keyboards of earlier versions recognise this name too.
        const val SENSITIVE = "android.content.extra.IS_SENSITIVE"
    }
}
