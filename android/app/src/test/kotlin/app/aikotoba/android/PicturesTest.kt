package app.aikotoba.android

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test

/** Pictures that Android decodes for the core. */
class PicturesTest {
    private fun file(brand: String) = byteArrayOf(0, 0, 0, 24) + "ftyp$brand".toByteArray() + ByteArray(12)

    @Test
    fun `pictures that only Android decodes are recognised by their brand`() {
        for (brand in listOf("heic", "mif1", "avif")) assertTrue(brand, isForAndroid(file(brand)))
        for (brand in listOf("mp42", "qt  ")) assertFalse(brand, isForAndroid(file(brand)))
        assertFalse(isForAndroid("ftypheic".toByteArray()))
    }

    @Test
    fun `any other picture is not changed`() {
        val png = byteArrayOf(0x89.toByte(), 0x50, 0x4e, 0x47) + ByteArray(40)
        assertSame(png, forCore(png))
    }

    @Test
    fun `large pictures are reduced`() {
        assertEquals(1, sampleSize(4000, 3000))
        assertEquals(3, sampleSize(12_000, 9_000))
    }
}
