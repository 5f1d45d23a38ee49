package app.aikotoba.desktop

import java.awt.GraphicsEnvironment
import java.awt.MouseInfo
import java.awt.Point
import java.awt.Rectangle
import java.awt.Robot
import java.awt.Toolkit
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO

/** A camera that repeats the pictures of a folder. */
class FolderCamera(folder: File) : PictureCamera() {
    private val files = folder.listFiles { file -> file.extension.lowercase() in setOf("png", "jpg", "jpeg", "gif", "bmp") }.orEmpty().sorted()
    private var at = 0

    override fun next(): BufferedImage? = files.getOrNull(at++ % files.size.coerceAtLeast(1))?.let { ImageIO.read(it) }
}

/** A camera that shows the screen around the pointer, where a site's page with its QR code may be next to the app's window. */
class ScreenCamera : PictureCamera() {
    private val robot = Robot()

    override fun next(): BufferedImage {
        val screen = Rectangle(Toolkit.getDefaultToolkit().screenSize)
        val pointer = MouseInfo.getPointerInfo()?.location ?: Point(screen.width / 2, screen.height / 2)
        val around = Rectangle(pointer.x - WIDTH / 2, pointer.y - HEIGHT / 2, WIDTH, HEIGHT).intersection(screen)
        return robot.createScreenCapture(if (around.isEmpty) screen else around)
    }

    companion object {
        private const val WIDTH = 960
        private const val HEIGHT = 960

        fun isPossible() = !GraphicsEnvironment.isHeadless()
    }
}
