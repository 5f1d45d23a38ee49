package app.aikotoba.android

import android.app.PendingIntent
import android.content.Intent
import android.os.Build
import android.os.IBinder
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import kotlin.test.assertEquals
import kotlin.test.assertNull

/** The quick settings tile. Android 14 opens screens from it in another way than earlier versions. */
@RunWith(RobolectricTestRunner::class)
class CodesTileTest {
    private val tile = Robolectric.setupService(CodesTile::class.java)

    @Test
    fun the_tile_opens_the_codes() {
        answerForTheSystem()
        tile.onClick()
        val started: Intent = shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity
        assertEquals(MainActivity::class.java.name, started.component?.className)
    }

    @Test
    fun the_tile_is_neither_on_nor_off() {
        tile.qsTile.state = Tile.STATE_ACTIVE
        tile.onStartListening()
        assertEquals(Tile.STATE_INACTIVE, tile.qsTile.state)
    }

    /** The system's part, which Robolectric implements only for earlier versions. */
    private fun answerForTheSystem() {
        assertNull(shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity)
        if (Build.VERSION.SDK_INT < 34) return
        val side = ReflectionHelpers.createDelegatingProxy(Class.forName("android.service.quicksettings.IQSService"), System())
        ReflectionHelpers.setField(TileService::class.java, tile, "mService", side)
    }

    @Suppress("unused")
    private class System {
        fun startActivity(token: IBinder?, intent: PendingIntent) = intent.send()
    }
}
