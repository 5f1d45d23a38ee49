package app.aikotoba.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.aikotoba.core.PasswordStrength
import app.aikotoba.core.Phrase
import app.aikotoba.core.StrengthState
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The strength of a password, with a warning if it is easy to guess. A screen reader reads it when it changes. */
@Composable
fun Strength(state: StrengthState) {
    val weakness = state.weakness
    val ink = if (weakness == null) MaterialTheme.colorScheme.onSurfaceVariant else MaterialTheme.colorScheme.error
    Column(
        Modifier.fillMaxWidth().semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }.tagged("strength"),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        if (state.strength != PasswordStrength.EMPTY) Meter(state)
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            if (weakness != null) Icon(Icons.warning, null, Modifier.size(18.dp), tint = ink)
            Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
                Text(say(Phrase.OfPasswordStrength(state.strength)), style = MaterialTheme.typography.bodySmall, color = ink)
                if (weakness != null) {
                    Text(
                        say(Phrase.OfPasswordWeakness(weakness)),
                        Modifier.tagged("weakness"),
                        style = MaterialTheme.typography.bodySmall,
                        color = MaterialTheme.colorScheme.onSurface,
                    )
                }
            }
        }
    }
}

/** One of three bars for a weak password, all of them for a strong one. The text next to them says the same. */
@Composable
private fun Meter(state: StrengthState) {
    val colour = if (state.weakness == null) MaterialTheme.colorScheme.primary else MaterialTheme.colorScheme.error
    Row(Modifier.fillMaxWidth().clearAndSetSemantics {}, horizontalArrangement = Arrangement.spacedBy(6.dp)) {
        val levels = listOf(PasswordStrength.WEAK, PasswordStrength.FAIR, PasswordStrength.STRONG)
        for (level in levels) {
            val paper = if (level <= state.strength) colour else MaterialTheme.colorScheme.surfaceVariant
            Box(Modifier.weight(1f).height(4.dp).clip(CircleShape).background(paper))
        }
    }
}
