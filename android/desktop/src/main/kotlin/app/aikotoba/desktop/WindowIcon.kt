package app.aikotoba.desktop

import androidx.compose.ui.graphics.painter.BitmapPainter
import androidx.compose.ui.graphics.painter.Painter
import androidx.compose.ui.graphics.toComposeImageBitmap
import org.jetbrains.skia.Data
import org.jetbrains.skia.Surface
import org.jetbrains.skia.svg.SVGDOM

private const val SIDE = 256

/** The app's mark, drawn from `android/icon/aikotoba.svg`. */
fun windowIcon(): Painter {
    val file = checkNotNull(object {}.javaClass.getResourceAsStream("/aikotoba.svg"))
    val mark = SVGDOM(Data.makeFromBytes(file.use { it.readBytes() }))
    val surface = Surface.makeRasterN32Premul(SIDE, SIDE)
    // The file is 108 units wide.
    surface.canvas.scale(SIDE / 108f, SIDE / 108f)
    mark.render(surface.canvas)
    return BitmapPainter(surface.makeImageSnapshot().toComposeImageBitmap())
}
