package app.aikotoba.ui.theme

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.PathParser
import androidx.compose.ui.unit.dp

/** The icons, drawn with strokes of one width on a square of 24. */
object Icons {
    val back = stroke("M15 5 L8 12 L15 19")
    val close = stroke("M6 6 L18 18 M18 6 L6 18")
    val more = stroke("M12 5.5 v.01 M12 12 v.01 M12 18.5 v.01", 2.8f)
    val add = stroke("M12 5 V19 M5 12 H19")
    val check = stroke("M5 12.5 L10 17.5 L19 7.5", 2.2f)
    val search = stroke("M10.5 4.5 a6 6 0 1 1 0 12 a6 6 0 1 1 0 -12 M15 15 L20 20")
    val scan =
        stroke(
            "M4 8 V5.5 A1.5 1.5 0 0 1 5.5 4 H8 M16 4 h2.5 A1.5 1.5 0 0 1 20 5.5 V8 M20 16 v2.5 A1.5 1.5 0 0 1 18.5 20 H16 M8 20 H5.5 A1.5 1.5 0 0 1 4 18.5 V16 M8.5 8.5 h2.5 v2.5 h-2.5 z M13.5 8.5 h2 v2.5 M8.5 13.5 h2.5 v2 M13.5 13.5 h.01 M15.5 15.5 h.01",
        )
    val picture =
        stroke(
            "M5.5 5 H18.5 A1.5 1.5 0 0 1 20 6.5 V17.5 A1.5 1.5 0 0 1 18.5 19 H5.5 A1.5 1.5 0 0 1 4 17.5 V6.5 A1.5 1.5 0 0 1 5.5 5 M4.5 16.5 L9.5 11.5 L13 15 L15.5 12.5 L19.5 16.5 M15 9 h.01",
        )
    val paste =
        stroke(
            "M9 5 H6.5 A1.5 1.5 0 0 0 5 6.5 V18.5 A1.5 1.5 0 0 0 6.5 20 H17.5 A1.5 1.5 0 0 0 19 18.5 V6.5 A1.5 1.5 0 0 0 17.5 5 H15 M9 3.5 H15 V6.5 H9 Z M8.5 11 H15.5 M8.5 15 H13",
        )
    val keyboard =
        stroke(
            "M5 6.5 H19 A1.5 1.5 0 0 1 20.5 8 V16 A1.5 1.5 0 0 1 19 17.5 H5 A1.5 1.5 0 0 1 3.5 16 V8 A1.5 1.5 0 0 1 5 6.5 M7 10 h.01 M10.3 10 h.01 M13.6 10 h.01 M17 10 h.01 M8 14 H16",
        )
    val torch = stroke("M8 3.5 H16 V7 L14 10.5 V20 H10 V10.5 L8 7 Z M8 7 H16 M12 13 v1.5")
    val copy =
        stroke(
            "M9 8.5 H17.5 A1.5 1.5 0 0 1 19 10 V18.5 A1.5 1.5 0 0 1 17.5 20 H10.5 A1.5 1.5 0 0 1 9 18.5 Z M6.5 15.5 A1.5 1.5 0 0 1 5 14 V5.5 A1.5 1.5 0 0 1 6.5 4 H13.5 A1.5 1.5 0 0 1 15 5.5",
        )
    val edit = stroke("M5 19 L5.8 15.2 L15.5 5.5 A1.9 1.9 0 0 1 18.5 8.5 L8.8 18.2 Z M13.8 7.2 L16.8 10.2")
    val trash = stroke("M4.5 6.5 H19.5 M9 6.5 V4.5 H15 V6.5 M6.5 6.5 L7.3 19.5 H16.7 L17.5 6.5 M10 10.5 V15.5 M14 10.5 V15.5")
    val lock = stroke("M6.5 11 H17.5 A1 1 0 0 1 18.5 12 V19 A1 1 0 0 1 17.5 20 H6.5 A1 1 0 0 1 5.5 19 V12 A1 1 0 0 1 6.5 11 M8.5 11 V8 A3.5 3.5 0 0 1 15.5 8 V11 M12 14.5 v2")
    val key = stroke("M8 12 a3.75 3.75 0 1 1 0 .01 M14.5 14.8 L19.5 19.8 M17 17.3 L19 15.3")
    val shield = stroke("M12 3.5 L19 6 V11.5 C19 16 16 19.2 12 20.5 C8 19.2 5 16 5 11.5 V6 Z")
    val shieldCheck = stroke("M12 3.5 L19 6 V11.5 C19 16 16 19.2 12 20.5 C8 19.2 5 16 5 11.5 V6 Z M8.8 12 L11.2 14.4 L15.4 9.8")
    val backup = stroke("M4.5 8 H19.5 V18.5 A1.5 1.5 0 0 1 18 20 H6 A1.5 1.5 0 0 1 4.5 18.5 Z M4.5 8 L6.5 4 H17.5 L19.5 8 M12 17 V11 M9.5 13.5 L12 11 L14.5 13.5")
    val restore = stroke("M4.5 8 H19.5 V18.5 A1.5 1.5 0 0 1 18 20 H6 A1.5 1.5 0 0 1 4.5 18.5 Z M4.5 8 L6.5 4 H17.5 L19.5 8 M12 11 V17 M9.5 14.5 L12 17 L14.5 14.5")
    val file = stroke("M7 3.5 H13.5 L18 8 V19 A1.5 1.5 0 0 1 16.5 20.5 H7.5 A1.5 1.5 0 0 1 6 19 V5 A1.5 1.5 0 0 1 7.5 3.5 M13.5 3.5 V8 H18")
    val folder = stroke("M4 7 A1.5 1.5 0 0 1 5.5 5.5 H9.5 L11.5 8 H18.5 A1.5 1.5 0 0 1 20 9.5 V17.5 A1.5 1.5 0 0 1 18.5 19 H5.5 A1.5 1.5 0 0 1 4 17.5 Z")
    val settings = stroke("M4 8 H11 M15 8 H20 M13 6 a2 2 0 1 1 0 4 a2 2 0 1 1 0 -4 M4 16 H7 M11 16 H20 M9 14 a2 2 0 1 1 0 4 a2 2 0 1 1 0 -4")
    val info = stroke("M12 3.8 a8.2 8.2 0 1 1 0 16.4 a8.2 8.2 0 1 1 0 -16.4 M12 11 V16 M12 8 v.01")
    val warning = stroke("M12 4.5 L20.5 19 H3.5 Z M12 10 V14 M12 16.5 v.01")
    val clock = stroke("M12 3.8 a8.2 8.2 0 1 1 0 16.4 a8.2 8.2 0 1 1 0 -16.4 M12 7.5 V12 L15 14")
    val star = stroke("M12 4 L14.4 9.1 L20 9.8 L15.9 13.6 L17 19.2 L12 16.4 L7 19.2 L8.1 13.6 L4 9.8 L9.6 9.1 Z")
    val starFilled = filled("M12 4 L14.4 9.1 L20 9.8 L15.9 13.6 L17 19.2 L12 16.4 L7 19.2 L8.1 13.6 L4 9.8 L9.6 9.1 Z")
    val eye =
        stroke("M3 12 C5.5 7.5 8.5 5.8 12 5.8 C15.5 5.8 18.5 7.5 21 12 C18.5 16.5 15.5 18.2 12 18.2 C8.5 18.2 5.5 16.5 3 12 M12 9.2 a2.8 2.8 0 1 1 0 5.6 a2.8 2.8 0 1 1 0 -5.6")
    val eyeOff =
        stroke(
            "M3 12 C5.5 7.5 8.5 5.8 12 5.8 C15.5 5.8 18.5 7.5 21 12 C18.5 16.5 15.5 18.2 12 18.2 C8.5 18.2 5.5 16.5 3 12 M12 9.2 a2.8 2.8 0 1 1 0 5.6 a2.8 2.8 0 1 1 0 -5.6 M5 4.5 L19 19.5",
        )
    val share = stroke("M12 15 V4.5 M8.5 8 L12 4.5 L15.5 8 M7 11.5 H6 A1 1 0 0 0 5 12.5 V19 A1 1 0 0 0 6 20 H18 A1 1 0 0 0 19 19 V12.5 A1 1 0 0 0 18 11.5 H17")
    val qr =
        stroke(
            "M4.5 4.5 H10 V10 H4.5 Z M14 4.5 H19.5 V10 H14 Z M4.5 14 H10 V19.5 H4.5 Z M14 14 H16 V16 M19.5 14 V16.5 M14 19.5 H16 M19.5 19.5 h.01 M7.2 7.2 h.01 M16.7 7.2 h.01 M7.2 16.7 h.01",
        )
    val up = stroke("M12 19 V5.5 M6.5 11 L12 5.5 L17.5 11")
    val down = stroke("M12 5 V18.5 M6.5 13 L12 18.5 L17.5 13")
    val next = stroke("M9 5 L16 12 L9 19")
    val handle = stroke("M5 9.5 H19 M5 14.5 H19")
    val refresh = stroke("M19 12 A7 7 0 1 1 16.6 6.7 M17 3.5 V7.2 H13.3")
    val finger = stroke("M7 9 A5.5 5.5 0 0 1 17.5 10.5 V14 M6.5 12.5 V15 M12 9.5 A2.5 2.5 0 0 1 14.5 12 V16 M9.5 12 V17.5 A2 2 0 0 0 10 19 M12 12.5 V19.5")

    private fun stroke(data: String, width: Float = 1.7f): ImageVector =
        base().apply {
            addPath(
                pathData = PathParser().parsePathString(data).toNodes(),
                stroke = SolidColor(Color.Black),
                strokeLineWidth = width,
                strokeLineCap = StrokeCap.Round,
                strokeLineJoin = StrokeJoin.Round,
            )
        }.build()

    private fun filled(data: String): ImageVector =
        base().apply {
            addPath(PathParser().parsePathString(data).toNodes(), fill = SolidColor(Color.Black))
        }.build()

    private fun base() = ImageVector.Builder(defaultWidth = 24.dp, defaultHeight = 24.dp, viewportWidth = 24f, viewportHeight = 24f)
}
