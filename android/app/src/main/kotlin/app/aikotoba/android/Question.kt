package app.aikotoba.android

import android.content.ActivityNotFoundException
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContract
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/**
 * Something that another app asks the person: a file, a folder, a permission. Who asked is answered also when
 * the device was turned meanwhile. Where the system ended the process meanwhile nobody waits any more, and
 * [orphan] receives the answer.
 */
class Question<I, O>(private val name: String, private val contract: ActivityResultContract<I, O>, private val orphan: (O) -> Unit = {}) {
    private var launcher: ActivityResultLauncher<I>? = null
    private var awaited: CompletableDeferred<O>? = null

    /** Asks through this activity from now on. Called while it is being made. */
    fun attach(activity: ComponentActivity) {
        launcher = activity.activityResultRegistry.register(name, activity, contract, ::answered)
    }

    /** Asks, and waits for the answer; `null` when nobody can be asked. A question asked before ends. */
    suspend fun ask(input: I): O? =
        withContext(Dispatchers.Main.immediate) {
            val answer = CompletableDeferred<O>()
            awaited?.cancel()
            awaited = answer
            try {
                launcher?.launch(input) ?: return@withContext null
                answer.await()
            } catch (_: ActivityNotFoundException) {
                null
            } finally {
                if (awaited == answer) awaited = null
            }
        }

    private fun answered(answer: O) {
        val asker = awaited
        awaited = null
        if (asker == null || !asker.complete(answer)) orphan(answer)
    }
}
