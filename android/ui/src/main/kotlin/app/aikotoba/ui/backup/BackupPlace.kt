package app.aikotoba.ui.backup

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.ChosenPlace
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.BackupFolder
import kotlinx.coroutines.withContext

/** The folder for backups, once it was found, and its name. Both are requested from another app, which may be slow. */
class BackupPlace(private val app: AppModel) {
    var folder by mutableStateOf<BackupFolder?>(null)
        private set
    var name by mutableStateOf<String?>(null)
        private set

    /** Looks for the folder that was chosen earlier. */
    internal suspend fun find() {
        val found = withContext(app.work) { app.platform.backupFolder()?.let { it to it.name } }
        if (folder == null) folder = found?.first
        if (name == null) name = found?.second?.ifEmpty { null }
    }

    /** Lets the person choose a folder, and stores it in the vault; `false` if none was chosen. */
    internal suspend fun choose(): Boolean {
        val chosen = app.awaitingChoice { app.platform.pickBackupFolder() } ?: return false
        val place = withContext(app.work) { chosen.place().also { app.vault.chooseBackupPlace(it) } }
        app.changed()
        folder = chosen
        name = place.name.ifEmpty { null }
        return true
    }
}

/** A folder as the vault stores it. Not for the main thread: its name may be requested from another app. */
internal fun BackupFolder.place() = ChosenPlace(name, address)
