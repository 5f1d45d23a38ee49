package app.aikotoba.ui.theme

import androidx.compose.material3.Typography
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.sp

/** Material's type scale in the bundled font, with the line height that Japanese needs. */
internal fun typographyOf(family: FontFamily): Typography {
    fun style(size: Int, line: Int, weight: FontWeight = FontWeight.Normal) =
        TextStyle(
            fontFamily = family,
            fontSize = size.sp,
            lineHeight = line.sp,
            fontWeight = weight,
            // Android breaks Japanese between phrases (WordBreak.Phrase, from Android 13); other platforms ignore it.
            lineBreak = LineBreak.Heading,
        )
    val bold = FontWeight.SemiBold
    return Typography(
        displayLarge = style(48, 60, bold),
        displayMedium = style(40, 52, bold),
        displaySmall = style(32, 44, bold),
        headlineLarge = style(28, 40, bold),
        headlineMedium = style(24, 34, bold),
        headlineSmall = style(21, 31, bold),
        titleLarge = style(19, 28, bold),
        titleMedium = style(16, 24, bold),
        titleSmall = style(14, 21, bold),
        bodyLarge = style(16, 25),
        bodyMedium = style(15, 23),
        bodySmall = style(13, 20),
        labelLarge = style(15, 22, bold),
        labelMedium = style(12, 17, bold),
        labelSmall = style(11, 16, bold),
    )
}
