package app.aikotoba.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.core.QrPicture

/** A QR code, dark on light in every theme, because not every scanner reads inverted codes. */
@Composable
fun QrCode(matrix: QrPicture, description: String) =
    Box(
        Modifier.widthIn(max = 420.dp).fillMaxWidth().aspectRatio(1f).clip(MaterialTheme.shapes.medium).background(Color.White).padding(20.dp)
            .semantics { contentDescription = description }.tagged("qr"),
    ) {
        Canvas(Modifier.fillMaxWidth().aspectRatio(1f)) {
            val side = matrix.side.toInt()
            val cell = size.width / side
            for (y in 0 until side) {
                for (x in 0 until side) {
                    if (matrix.modules[y * side + x].toInt() != 0) drawRect(Color.Black, Offset(x * cell, y * cell), Size(cell + 0.5f, cell + 0.5f))
                }
            }
        }
    }
