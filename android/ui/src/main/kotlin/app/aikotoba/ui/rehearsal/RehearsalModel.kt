package app.aikotoba.ui.rehearsal

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.BackupRehearsal
import app.aikotoba.core.RehearsedState
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.BackupDestination
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.Model
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.backup.carryOutAll

/** Opens the newest backup with the password that the person types, and compares it with the vault. */
class RehearsalModel(app: AppModel) : Model(app) {
    val state = app.vault.nextRehearsal(app.platform.wallMillis())

    /** Where the backups are, once it was found. It is requested from another app, which may be slow. */
    private var place by mutableStateOf<BackupDestination?>(null)

    /** Whether the place of the backups was looked for and is not accessible. */
    var isPlaceMissing by mutableStateOf(false)
        private set
    private var rehearsal: BackupRehearsal? = null
    var password by mutableStateOf("")
    var done by mutableStateOf<RehearsedState?>(null)
        private set

    val canCheck get() = !busy && place != null && password.isNotEmpty()

    init {
        load {
            place = inBackground { platform.backupPlace() }
            isPlaceMissing = place == null
        }
    }

    fun check() {
        val found = place
        if (!canCheck || found == null) return
        act {
            try {
                val fetched = rehearsal ?: inBackground { fetch(found) }.also { rehearsal = it }
                done = inBackground { fetched.finish(password, now) }
                password = ""
            } finally {
                app.changed()
            }
        }
    }

    /** Reads the newest backup. The core decides which file that is. */
    private fun fetch(place: BackupDestination): BackupRehearsal {
        (place as? BackupFolder)?.path?.let { return vault.rehearseFolder(it.path, now) }
        return vault.rehearseByRequests(now).also { place.carryOutAll(it::next) }
    }

    fun putOff() =
        act {
            change { vault.putOffRehearsal(now) }
            app.back()
        }

    fun backUp() = quietly { app.replace(BackupModel(app)) }

    override fun close() {
        password = ""
        super.close()
    }
}
