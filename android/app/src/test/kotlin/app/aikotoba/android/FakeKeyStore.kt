package app.aikotoba.android

import android.os.Looper
import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/** A key store for tests: keys are in a map without protection, and requests are recorded. */
object FakeKeyStore {
    val keys = LinkedHashMap<String, SecretKey>()
    val specs = ArrayList<KeyGenParameterSpec>()

    /** What a StrongBox throws. */
    var strongBoxFailure: RuntimeException? = null

    var isUsedOnMainThread = false

    fun install() {
        keys.clear()
        specs.clear()
        strongBoxFailure = null
        isUsedOnMainThread = false
        Security.addProvider(Fake())
    }

    fun remove() = Security.removeProvider(NAME)

    private const val NAME = "AndroidKeyStore"

    private class Fake : Provider(NAME, "1.0", "for tests") {
        init {
            put("KeyStore.$NAME", Store::class.java.name)
            put("KeyGenerator.AES", Generator::class.java.name)
        }
    }

    class Generator : KeyGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun engineInit(random: SecureRandom?) = error("needs a specification")

        override fun engineInit(keySize: Int, random: SecureRandom?) = error("needs a specification")

        override fun engineInit(params: AlgorithmParameterSpec?, random: SecureRandom?) {
            spec = params as KeyGenParameterSpec
        }

        override fun engineGenerateKey(): SecretKey {
            strongBoxFailure?.let { if (spec.isStrongBoxBacked) throw it }
            val key = SecretKeySpec(ByteArray(spec.keySize / 8).also(SecureRandom()::nextBytes), "AES")
            keys[spec.keystoreAlias] = key
            specs += spec
            return key
        }
    }

    class Store : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? {
            isUsedOnMainThread = isUsedOnMainThread || Looper.myLooper() == Looper.getMainLooper()
            return keys[alias]
        }

        override fun engineContainsAlias(alias: String) = alias in keys

        override fun engineDeleteEntry(alias: String) {
            keys.remove(alias)
        }

        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

        override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)

        override fun engineSize() = keys.size

        override fun engineIsKeyEntry(alias: String) = alias in keys

        override fun engineIsCertificateEntry(alias: String) = false

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

        override fun engineGetCertificate(alias: String): Certificate? = null

        override fun engineGetCertificateAlias(certificate: Certificate): String? = null

        override fun engineGetCreationDate(alias: String) = Date(0)

        override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<out Certificate>?) = error("never imported")

        override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<out Certificate>?) = error("never imported")

        override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = error("never imported")
    }
}
