package app.aikotoba.android

import android.content.res.AssetManager
import androidx.compose.ui.text.font.Font
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import app.aikotoba.ui.Fonts

/** The fonts in the app, which look the same on every device. */
fun bundledFonts(assets: AssetManager): Fonts =
    Fonts(
        text = FontFamily(
            Font("fonts/NotoSansJP-400Regular.ttf", assets, FontWeight.Normal),
            Font("fonts/NotoSansJP-600SemiBold.ttf", assets, FontWeight.SemiBold),
        ),
        digits = FontFamily(Font("fonts/Inter-500Medium.ttf", assets, FontWeight.Medium)),
    )
