package app.aikotoba.android

import android.app.Application
import android.content.pm.ApplicationInfo
import android.os.StrictMode

/**
 * In debug builds, logs files that the main thread reads or writes, and what was not closed. `android/ci/emulator.sh` fails if the log
 * names the app's own code. Nothing is ended: Android's own code and that of manufacturers reads files on the main thread too.
 */
fun Application.checkMainThread() {
    if (applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE == 0) return
    StrictMode.setThreadPolicy(StrictMode.ThreadPolicy.Builder().detectDiskReads().detectDiskWrites().penaltyLog().build())
    StrictMode.setVmPolicy(
        StrictMode.VmPolicy
            .Builder()
            .detectLeakedClosableObjects()
            .detectActivityLeaks()
            .penaltyLog()
            .build(),
    )
}
