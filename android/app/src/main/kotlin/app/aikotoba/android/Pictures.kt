package app.aikotoba.android

import android.graphics.Bitmap
import android.graphics.ImageDecoder
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.ByteBuffer

/** Larger pictures are reduced by an integer factor until they have no more pixels. */
private const val MAX_PIXELS = 16_000_000L

/** Brands of still pictures that Android decodes and the core does not (HEIC and AVIF). */
private val BRANDS = setOf("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1", "avif", "avis")

/**
 * Converts a picture for the core. HEIC and AVIF become PNG. Everything else, including what Android cannot decode either, is returned
 * unchanged, and the core reports what is wrong with it.
 */
internal fun forCore(picture: ByteArray): ByteArray {
    if (!isForAndroid(picture)) return picture
    return try {
        val source = ImageDecoder.createSource(ByteBuffer.wrap(picture))
        val bitmap =
            ImageDecoder.decodeBitmap(source) { decoder, info, _ ->
                decoder.allocator = ImageDecoder.ALLOCATOR_SOFTWARE
                decoder.setTargetSampleSize(sampleSize(info.size.width, info.size.height))
            }
        val png = ByteArrayOutputStream()
        val isWritten = bitmap.compress(Bitmap.CompressFormat.PNG, 100, png)
        bitmap.recycle()
        if (isWritten) png.toByteArray() else picture
    } catch (_: IOException) {
        picture
    } catch (_: RuntimeException) {
        // Decoders of some manufacturers throw other exceptions.
        picture
    }
}

/** Whether a file begins with a file type box (ISO/IEC 14496-12 §4.3) of such a brand. */
internal fun isForAndroid(file: ByteArray): Boolean {
    if (file.size < 12) return false
    val beginning = String(file, 4, 8, Charsets.ISO_8859_1)
    return beginning.startsWith("ftyp") && beginning.drop(4) in BRANDS
}

/** The smallest integer by which both sides must be divided to get at most [MAX_PIXELS]. */
internal fun sampleSize(width: Int, height: Int): Int {
    var sample = 1
    while ((width / sample).toLong() * (height / sample) > MAX_PIXELS) sample += 1
    return sample
}
