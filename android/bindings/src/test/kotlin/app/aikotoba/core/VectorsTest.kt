package app.aikotoba.core

import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import kotlin.test.Test
import kotlin.test.assertEquals

/** RFC 6238 appendix B and RFC 4226 appendix D, computed by the library that the app loads. */
class VectorsTest {
    private val keys = mapOf(
        "SHA1" to "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "SHA256" to "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA",
        "SHA512" to "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" +
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA",
    )

    @ParameterizedTest
    @CsvSource(
        "59,          94287082, 46119246, 90693936",
        "1111111109,  07081804, 68084774, 25091201",
        "1111111111,  14050471, 67062674, 99943326",
        "1234567890,  89005924, 91819424, 93441116",
        "2000000000,  69279037, 90698825, 38618901",
        "20000000000, 65353130, 77737706, 47863826",
    )
    fun `TOTP codes equal those of RFC 6238`(seconds: Long, sha1: String, sha256: String, sha512: String) {
        TestVault().use { test ->
            test.import(*keys.map { (hash, key) -> "otpauth://totp/$hash?secret=$key&digits=8&algorithm=$hash" }.toTypedArray())
            assertEquals(sha1, test.code("SHA1", seconds * 1000))
            assertEquals(sha256, test.code("SHA256", seconds * 1000))
            assertEquals(sha512, test.code("SHA512", seconds * 1000))
        }
    }

    @Test
    fun `HOTP codes equal those of RFC 4226, and the counter moves on`() =
        TestVault().use { test ->
            test.import("otpauth://hotp/counter?secret=${keys["SHA1"]}&counter=0")
            val id = test.rows(0).single().id
            val codes = List(10) {
                test.vault.takeNextCode(id, 0)
                test.vault.codeToCopy(id, 0)
            }
            val standard = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489"
            assertEquals(standard.split(' '), codes)
        }
}
