package app.aikotoba.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import app.aikotoba.core.Fact
import app.aikotoba.core.Failure
import app.aikotoba.core.HelpTopic
import app.aikotoba.core.NamedFact
import app.aikotoba.core.Phrase
import app.aikotoba.core.PhraseValue
import app.aikotoba.core.Sentences
import app.aikotoba.core.Words
import java.time.Instant
import java.time.ZoneId
import java.util.concurrent.ConcurrentHashMap

/** An error in three sentences. */
data class ErrorText(val happened: String, val safe: String, val next: String)

/** The catalogue in one language, for the screens. */
class MessageTexts(internal val words: Words, private val zone: ZoneId = ZoneId.systemDefault()) {
    /** `ja` or `en`. */
    val language: String = words.tag()

    // Screens are drawn again every second, and a call to the core costs more than a map access.
    private val plain = ConcurrentHashMap<String, String>()

    fun say(key: String): String = plain.getOrPut(key) { words.say(key, emptyList()) }

    fun say(key: String, vararg facts: Pair<String, Any>): String = words.say(key, facts.map { (name, value) -> NamedFact(name, factOf(value)) })

    fun say(phrase: PhraseValue): String = words.phraseValue(phrase)

    fun say(phrase: Phrase): String = words.phrase(phrase)

    /** The message about a saved backup. */
    fun saved(warnings: List<PhraseValue>): String = words.savedBackup(warnings)

    /** A code for a screen reader, character by character. */
    fun spelled(code: String): String = words.spelled(code)

    /** A numbered group of a recovery code for a screen reader. */
    fun spelledGroup(number: Int, group: String): String = words.spelledGroup(number.toUInt(), group)

    fun tell(failure: Failure): ErrorText = errorText(words.failure(failure))

    /** The error of a state. */
    fun error(why: PhraseValue): ErrorText = errorText(words.error(why))

    /** The message about a refused entry: its name and the reason. */
    fun tell(name: String, why: PhraseValue): ErrorText = errorText(words.refusal(name, why))

    /** A time in the usual notation of the language. */
    fun time(millis: Long): String = words.moment(millis, offsetSeconds(millis))

    /** The offset of local time from UTC at a time. */
    fun offsetSeconds(millis: Long): Int = zone.rules.getOffset(Instant.ofEpochMilli(millis)).totalSeconds

    /** The questions whose text or answer contains all words of a query. */
    fun searchHelp(query: String): List<HelpTopic> = words.searchHelp(query)

    private fun errorText(sentences: Sentences) = ErrorText(sentences.happened, sentences.safe, sentences.next)

    private fun factOf(value: Any): Fact =
        when (value) {
            is Number -> Fact.Number(value.toLong())
            is UInt -> Fact.Number(value.toLong())
            else -> Fact.Text(value.toString())
        }
}

/** The catalogue that screens use. */
val LocalSpeech = staticCompositionLocalOf<MessageTexts> { error("no catalogue") }

/** A sentence of the catalogue. */
@Composable
fun say(key: String): String = LocalSpeech.current.say(key)

/** A sentence of the catalogue with its arguments. */
@Composable
fun say(key: String, vararg facts: Pair<String, Any>): String = LocalSpeech.current.say(key, *facts)

@Composable
fun say(phrase: Phrase): String = LocalSpeech.current.say(phrase)

@Composable
fun say(saying: PhraseValue): String = LocalSpeech.current.say(saying)
