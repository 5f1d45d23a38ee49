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

/** The pictures of a folder, one after the other, again and again. */
class FolderCamera(folder: File) : PictureCamera() {
    private val files = folder.listFiles { file -> file.extension.lowercase() in setOf("png", "jpg", "jpeg", "gif", "bmp") }.orEmpty().sorted()
    private var at = 0

    override fun next(): BufferedImage? = files.getOrNull(at++ % files.size.coerceAtLeast(1))?.let { ImageIO.read(it) }
}

/** What is on the screen around the pointer: the site's page stands beside our window, with its QR code. */
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
