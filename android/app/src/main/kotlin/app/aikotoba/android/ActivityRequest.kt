package app.aikotoba.android

import android.content.ActivityNotFoundException
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContract
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/**
 * A request to another app: for a file, a folder or a permission. The result is delivered also after the device was rotated. If the system
 * ended the process meanwhile, no caller is left, and [orphan] receives the result.
 */
class ActivityRequest<I, O>(private val name: String, private val contract: ActivityResultContract<I, O>, private val orphan: (O) -> Unit = {}) {
    private var launcher: ActivityResultLauncher<I>? = null
    private var awaited: CompletableDeferred<O>? = null

    /** Uses this activity from now on. Must be called while it is being created. */
    fun attach(activity: ComponentActivity) {
        launcher = activity.activityResultRegistry.register(name, activity, contract, ::answered)
    }

    /** Asks and waits for the result; `null` if it is not possible to ask. An earlier request ends. */
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
