package app.aikotoba.ui.codes

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.core.BannerState
import app.aikotoba.core.Gravity
import app.aikotoba.core.Lead
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** What the person should know before anything goes wrong, and the way to put it right. */
@Composable
fun Banner(
    banner: BannerState,
    open: OpenFromCodes,
) {
    val colours = MaterialTheme.colorScheme
    val (paper, ink) =
        when (banner.gravity) {
            Gravity.ALARM -> colours.errorContainer to colours.onErrorContainer
            Gravity.WARNING -> colours.primaryContainer to colours.onPrimaryContainer
            Gravity.NOTICE -> colours.surfaceVariant to colours.onSurface
        }
    Surface(Modifier.fillMaxWidth().tagged("banner"), shape = MaterialTheme.shapes.medium, color = paper, contentColor = ink) {
        FlowRow(
            Modifier.fillMaxWidth().padding(start = 14.dp, end = 6.dp, top = 4.dp, bottom = 4.dp),
            horizontalArrangement = Arrangement.SpaceBetween,
            itemVerticalAlignment = Alignment.CenterVertically,
        ) {
            Row(
                Modifier.widthIn(max = 620.dp).padding(vertical = 8.dp).weight(1f),
                horizontalArrangement = Arrangement.spacedBy(12.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                Icon(iconOf(banner.lead), null, Modifier.size(22.dp))
                Text(say(banner.saying), style = MaterialTheme.typography.bodyMedium)
            }
            TextButton({ open.follow(banner.lead) }, Modifier.heightIn(min = 48.dp).tagged("banner-lead")) {
                Text(say(banner.leadSaying), color = ink)
            }
        }
    }
}

private fun iconOf(lead: Lead) =
    when (lead) {
        Lead.REPAIR, Lead.ACCEPT_OLDER -> Icons.warning
        Lead.DEVICE_CLOCK -> Icons.clock
        Lead.BACKUP -> Icons.backup
        Lead.RECOVERY_CHECK -> Icons.key
        Lead.UNCONFIRMED -> Icons.info
    }
