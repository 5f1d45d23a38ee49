package app.aikotoba.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.window.FrameWindowScope
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import app.aikotoba.core.forbidCoreDumps
import app.aikotoba.ui.AikotobaApp
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.PickedFile
import app.aikotoba.ui.press
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.awt.Frame
import java.awt.datatransfer.DataFlavor
import java.awt.datatransfer.Transferable
import java.awt.datatransfer.UnsupportedFlavorException
import java.awt.dnd.DnDConstants
import java.awt.dnd.DropTarget
import java.awt.dnd.DropTargetAdapter
import java.awt.dnd.DropTargetDropEvent
import java.awt.event.WindowAdapter
import java.awt.event.WindowEvent
import java.io.File
import java.io.IOException

/** Opens the window. `--pictures FOLDER` uses the pictures of a folder instead of a camera. */
fun main(arguments: Array<String>) {
    // Nothing can be done if the system has no such setting.
    forbidCoreDumps()
    window(arguments.toList())
}

private fun window(arguments: List<String>) =
    application {
        val scope = rememberCoroutineScope()
        val owner = remember { arrayOfNulls<Frame>(1) }
        val platform = remember { DesktopPlatform(Folders(), scope, SystemPickers { owner[0] }, cameraOf(arguments)) }
        val app = remember { AppModel(platform, scope) }
        val place = remember { WindowPlace(platform.preferences) }
        val state = remember { place.restore() }
        var isClosing by remember { mutableStateOf(false) }
        val close: () -> Unit = {
            place.store(state)
            platform.clipboard.clearNow()
            val backup = if (isClosing) null else app.automatic.leave()
            isClosing = true
            // A backup that is due is saved first. Closing a second time does not wait for it.
            if (backup == null) exitApplication() else backup.invokeOnCompletion { exitApplication() }
        }
        Window(close, state, title = "Aikotoba", icon = remember { windowIcon() }, onKeyEvent = app::press) {
            owner[0] = window
            AikotobaApp(app)
            Outside(app, scope)
        }
    }

/** The camera: the given folder of pictures, a webcam, or the screen around the pointer. */
private fun cameraOf(arguments: List<String>) =
    arguments.indexOf("--pictures").takeIf { it >= 0 }?.let { FolderCamera(File(arguments[it + 1])) }
        ?: Webcam.find()
        ?: ScreenCamera.takeIf { it.isPossible() }?.let { ScreenCamera() }

/** Events from outside the screens: the window is hidden, something is dropped on it. */
@Composable
private fun FrameWindowScope.Outside(app: AppModel, scope: CoroutineScope) {
    DisposableEffect(app) {
        val watcher =
            object : WindowAdapter() {
                private var lock: Job? = null

                override fun windowIconified(event: WindowEvent) {
                    app.hidden()
                    lock?.cancel()
                    lock =
                        scope.launch {
                            while (true) delay(app.nextLockCheck() ?: break)
                            app.lockAway()
                        }
                }

                override fun windowDeiconified(event: WindowEvent) {
                    lock?.cancel()
                    app.shown()
                }
            }
        window.addWindowListener(watcher)
        window.dropTarget = DropTarget(window, FileDropListener(app, scope))
        onDispose { window.removeWindowListener(watcher) }
    }
}

/** Reads dropped pictures, a backup or a text as if they had been shared with the app. */
private class FileDropListener(private val app: AppModel, private val scope: CoroutineScope) : DropTargetAdapter() {
    override fun drop(event: DropTargetDropEvent) {
        event.acceptDrop(DnDConstants.ACTION_COPY)
        val files = (event.transferable.dataOf(DataFlavor.javaFileListFlavor) as? List<*>).orEmpty().filterIsInstance<File>()
        val text = event.transferable.dataOf(DataFlavor.stringFlavor) as? String
        when {
            // A file may be on a slow disk.
            files.isNotEmpty() -> scope.launch { app.receive(withContext(Dispatchers.IO) { incoming(files) }) }
            text != null -> app.receive(Incoming.Text(text))
        }
        event.dropComplete(files.isNotEmpty() || text != null)
    }
}

/** What dropped files are: a backup by its name, otherwise pictures. */
internal fun incoming(files: List<File>): Incoming {
    val backup = files.firstOrNull { it.extension.lowercase() == "age" }
    if (backup != null) return Incoming.Backup(PickedFile(backup.name, backup.content()), rehearsing = false)
    return Incoming.Several(files.map { Incoming.Picture(it.content()) })
}

/** Another program's data; `null` if it offers none of this kind, or does not deliver it. */
private fun Transferable.dataOf(flavor: DataFlavor): Any? =
    try {
        if (isDataFlavorSupported(flavor)) getTransferData(flavor) else null
    } catch (_: IOException) {
        null
    } catch (_: UnsupportedFlavorException) {
        null
    }
