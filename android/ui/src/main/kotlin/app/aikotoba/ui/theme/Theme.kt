package app.aikotoba.ui.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import app.aikotoba.ui.Fonts

/** Japanese indigo is the only accent. All other colours are those of paper and ink. */
private val light =
    lightColorScheme(
        primary = Color(0xFF1F4E79),
        onPrimary = Color(0xFFFFFFFF),
        primaryContainer = Color(0xFFD9E6F3),
        onPrimaryContainer = Color(0xFF0B2F4E),
        secondary = Color(0xFF4F5B67),
        onSecondary = Color(0xFFFFFFFF),
        secondaryContainer = Color(0xFFE6EBF0),
        onSecondaryContainer = Color(0xFF26323D),
        tertiary = Color(0xFF1F4E79),
        background = Color(0xFFFAFAF7),
        onBackground = Color(0xFF1B1D20),
        surface = Color(0xFFFAFAF7),
        onSurface = Color(0xFF1B1D20),
        surfaceVariant = Color(0xFFEDEEEA),
        onSurfaceVariant = Color(0xFF54585E),
        surfaceContainerLowest = Color(0xFFFFFFFF),
        surfaceContainerLow = Color(0xFFFFFFFF),
        surfaceContainer = Color(0xFFF3F4F0),
        surfaceContainerHigh = Color(0xFFEDEEEA),
        surfaceContainerHighest = Color(0xFFE6E8E3),
        outline = Color(0xFF7B8087),
        outlineVariant = Color(0xFFD8DAD6),
        error = Color(0xFFB3261E),
        onError = Color(0xFFFFFFFF),
        errorContainer = Color(0xFFFBE3E0),
        onErrorContainer = Color(0xFF5F120D),
        inverseSurface = Color(0xFF2F3236),
        inverseOnSurface = Color(0xFFF3F4F0),
        inversePrimary = Color(0xFF9CC6EC),
    )

private val dark =
    darkColorScheme(
        primary = Color(0xFF9CC6EC),
        onPrimary = Color(0xFF07304F),
        primaryContainer = Color(0xFF1E4466),
        onPrimaryContainer = Color(0xFFD9E6F3),
        secondary = Color(0xFFB6C2CE),
        onSecondary = Color(0xFF212C36),
        secondaryContainer = Color(0xFF323C46),
        onSecondaryContainer = Color(0xFFDCE5EE),
        tertiary = Color(0xFF9CC6EC),
        background = Color(0xFF121416),
        onBackground = Color(0xFFE4E5E3),
        surface = Color(0xFF121416),
        onSurface = Color(0xFFE4E5E3),
        surfaceVariant = Color(0xFF2A2D31),
        onSurfaceVariant = Color(0xFFB4B8BD),
        surfaceContainerLowest = Color(0xFF0D0F11),
        surfaceContainerLow = Color(0xFF1A1D20),
        surfaceContainer = Color(0xFF1E2124),
        surfaceContainerHigh = Color(0xFF282B2F),
        surfaceContainerHighest = Color(0xFF33363A),
        outline = Color(0xFF8C9197),
        outlineVariant = Color(0xFF3A3E43),
        error = Color(0xFFFFB4AB),
        onError = Color(0xFF5F120D),
        errorContainer = Color(0xFF5A1F1A),
        onErrorContainer = Color(0xFFFFDAD5),
        inverseSurface = Color(0xFFE4E5E3),
        inverseOnSurface = Color(0xFF2F3236),
        inversePrimary = Color(0xFF1F4E79),
    )

private val shapes =
    Shapes(
        small = RoundedCornerShape(10.dp),
        medium = RoundedCornerShape(14.dp),
        large = RoundedCornerShape(20.dp),
    )

/** The font with digits of equal width. */
val LocalDigits = staticCompositionLocalOf<FontFamily> { FontFamily.Monospace }

/** Whether the dark theme is in use. */
val LocalDark = staticCompositionLocalOf { false }

/** The theme of all screens. */
@Composable
fun AikotobaTheme(dark: Boolean, fonts: Fonts, content: @Composable () -> Unit) {
    CompositionLocalProvider(LocalDigits provides fonts.digits, LocalDark provides dark) {
        MaterialTheme(
            colorScheme = schemeOf(dark),
            typography = typographyOf(fonts.text),
            shapes = shapes,
            content = content,
        )
    }
}

private fun schemeOf(dark: Boolean): ColorScheme = if (dark) app.aikotoba.ui.theme.dark else light

/** The colours for accounts: soft ones that also differ in lightness, for colour-blind people. */
val palette: List<Pair<Color, Color>> =
    listOf(
        Color(0xFFD9E6F3) to Color(0xFF0B2F4E),
        Color(0xFFF6DFD3) to Color(0xFF5B2A10),
        Color(0xFFDDEBD8) to Color(0xFF1D3D16),
        Color(0xFFF3E7BF) to Color(0xFF4A3A00),
        Color(0xFFE9DDF0) to Color(0xFF3C2150),
        Color(0xFFD2ECEA) to Color(0xFF0A3F3C),
        Color(0xFFF4D9E2) to Color(0xFF5A1633),
        Color(0xFF4F5B67) to Color(0xFFFFFFFF),
    )
