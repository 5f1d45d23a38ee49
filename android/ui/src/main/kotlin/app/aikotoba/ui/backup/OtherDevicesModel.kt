package app.aikotoba.ui.backup

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.OtherDeviceRow
import app.aikotoba.core.OtherDevicesState
import app.aikotoba.core.PlaceAnswer
import app.aikotoba.core.placeFailure
import app.aikotoba.core.readBackupRequest
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.BackupFolder
import app.aikotoba.ui.Model
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.restore.RestoreModel

/** The newest backups of other devices in the backup folder, from which accounts can be added. */
class OtherDevicesModel(app: AppModel, private val folder: BackupFolder) : Model(app) {
    var state by mutableStateOf<OtherDevicesState?>(null)
        private set

    init {
        act { state = inBackground { survey() } }
    }

    /** Reads the folder. The core decides which files are read. */
    private fun survey(): OtherDevicesState {
        folder.path?.let { return vault.otherDevicesInFolder(it.path) }
        return vault.otherDevicesByRequests().use { carried ->
            folder.carryOutAll(carried::next)
            carried.state()
        }
    }

    /** Opens a backup as any other one: with its password, and a preview before anything is added. */
    fun open(row: OtherDeviceRow) =
        act {
            when (val answer = inBackground { folder.carryOut(readBackupRequest(row.file)) }) {
                is PlaceAnswer.Content -> app.open { RestoreModel(app).also { it.take(PickedFile(row.file, answer.bytes)) } }
                is PlaceAnswer.Failed -> failed(placeFailure(answer.why))
                else -> error(answer::class)
            }
        }
}
