package app.aikotoba.ui.backup

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.ChosenPlace
import app.aikotoba.core.PlaceKind
import app.aikotoba.core.backupDocumentName
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.BackupDestination
import app.aikotoba.ui.BackupDocument
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.Platform
import kotlinx.coroutines.withContext

/** The place for backups, once it was found, and its name. Both are requested from another app, which may be slow. */
class BackupPlace(private val app: AppModel) {
    var chosen by mutableStateOf<BackupDestination?>(null)
        private set
    var name by mutableStateOf<String?>(null)
        private set

    val canBeDocument get() = app.platform.canSaveToDocument

    /** Looks for the place that was chosen earlier. */
    internal suspend fun find() {
        val found = withContext(app.work) { app.platform.backupPlace()?.let { it to it.name } }
        if (chosen == null) chosen = found?.first
        if (name == null) name = found?.second?.ifEmpty { null }
    }

    /** Lets the person choose a folder, and stores it in the vault; `false` if none was chosen. */
    internal suspend fun chooseFolder() = choose { pickBackupFolder() }

    /** Lets the person choose one document, and stores it in the vault; `false` if none was chosen. */
    internal suspend fun chooseDocument() = choose { pickBackupDocument(backupDocumentName()) }

    private suspend fun choose(pick: suspend Platform.() -> BackupDestination?): Boolean {
        val picked = app.awaitingChoice { app.platform.pick() } ?: return false
        val place = withContext(app.work) { picked.place().also { app.vault.chooseBackupPlace(it) } }
        app.changed()
        chosen = picked
        name = place.name.ifEmpty { null }
        return true
    }
}

/** A place as the vault stores it. Not for the main thread: its name may be requested from another app. */
internal fun BackupDestination.place() =
    ChosenPlace(
        name,
        address,
        when (this) {
            is BackupFolder -> PlaceKind.FOLDER
            is BackupDocument -> PlaceKind.DOCUMENT
        },
    )
