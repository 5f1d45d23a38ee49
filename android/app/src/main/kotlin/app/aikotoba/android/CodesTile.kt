package app.aikotoba.android

import android.app.PendingIntent
import android.content.Intent
import android.os.Build
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService

/** A quick settings tile. It opens the list of codes, after the screen lock if there is one. */
open class CodesTile : TileService() {
    /** What the app is asked to do; `null` only opens it. */
    protected open val action: String? = null

    override fun onStartListening() {
        // It is not a switch, so it is neither on nor off.
        qsTile?.run {
            state = Tile.STATE_INACTIVE
            updateTile()
        }
    }

    override fun onClick() {
        if (isLocked) unlockAndRun(::open) else open()
    }

    private fun open() {
        val intent = Intent(this, MainActivity::class.java).setAction(action).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
        if (Build.VERSION.SDK_INT >= 34) {
            startActivityAndCollapse(PendingIntent.getActivity(this, 0, intent, PendingIntent.FLAG_IMMUTABLE))
        } else {
            @Suppress("DEPRECATION", "StartActivityAndCollapseDeprecated")
            startActivityAndCollapse(intent)
        }
    }
}

/** The quick settings tile that opens the camera. */
class ScanTile : CodesTile() {
    override val action = Arrival.SCAN
}
