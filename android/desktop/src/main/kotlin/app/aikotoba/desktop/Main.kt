package app.aikotoba.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.FrameWindowScope
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import app.aikotoba.core.forbidCoreDumps
import app.aikotoba.ui.AikotobaApp
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Incoming
import java.awt.datatransfer.DataFlavor
import java.awt.dnd.DnDConstants
import java.awt.dnd.DropTarget
import java.awt.dnd.DropTargetAdapter
import java.awt.dnd.DropTargetDropEvent
import java.awt.event.WindowAdapter
import java.awt.event.WindowEvent
import java.io.File

/** Opens the window. `--pictures FOLDER` uses the pictures of a folder instead of a camera. */
fun main(arguments: Array<String>) {
    // Nothing can be done if the system has no such setting.
    forbidCoreDumps()
    window(arguments.toList())
}

private fun window(arguments: List<String>) =
    application {
        val state = rememberWindowState(width = 400.dp, height = 820.dp)
        Window(::exitApplication, state, title = "Aikotoba") {
            val scope = rememberCoroutineScope()
            val app = remember { AppModel(DesktopPlatform(Folders(), scope, DialoguePickers { window }, cameraOf(arguments)), scope) }
            AikotobaApp(app)
            Outside(app)
        }
    }

/** The camera: the given folder of pictures, a webcam, or the screen around the pointer. */
private fun cameraOf(arguments: List<String>) =
    arguments.indexOf("--pictures").takeIf { it >= 0 }?.let { FolderCamera(File(arguments[it + 1])) }
        ?: Webcam.find()
        ?: ScreenCamera.takeIf { it.isPossible() }?.let { ScreenCamera() }

/** Events from outside the screens: the window is hidden, something is dropped on it. */
@Composable
private fun FrameWindowScope.Outside(app: AppModel) {
    DisposableEffect(app) {
        val watcher =
            object : WindowAdapter() {
                override fun windowIconified(event: WindowEvent) = app.hidden()

                override fun windowDeiconified(event: WindowEvent) = app.shown()
            }
        window.addWindowListener(watcher)
        window.dropTarget = DropTarget(window, FileDropListener(app))
        onDispose { window.removeWindowListener(watcher) }
    }
}

/** Reads a dropped picture or text as if it had been chosen. */
private class FileDropListener(private val app: AppModel) : DropTargetAdapter() {
    override fun drop(event: DropTargetDropEvent) {
        event.acceptDrop(DnDConstants.ACTION_COPY)
        val files = event.transferable.takeIf { it.isDataFlavorSupported(DataFlavor.javaFileListFlavor) }?.getTransferData(DataFlavor.javaFileListFlavor)
        val text = event.transferable.takeIf { it.isDataFlavorSupported(DataFlavor.stringFlavor) }?.getTransferData(DataFlavor.stringFlavor)
        val pictures = (files as? List<*>).orEmpty().filterIsInstance<File>()
        when {
            pictures.isNotEmpty() -> app.receive(Incoming.Several(pictures.map { Incoming.Picture(it.content()) }))
            text is String -> app.receive(Incoming.Text(text))
        }
        event.dropComplete(pictures.isNotEmpty() || text is String)
    }
}
