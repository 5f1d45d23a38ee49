package app.aikotoba.ui.codes

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.aikotoba.core.Banner
import app.aikotoba.core.BannerLead
import app.aikotoba.core.BannerRow
import app.aikotoba.core.BannerSeverity
import app.aikotoba.core.Phrase
import app.aikotoba.ui.LocalSpeech
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** A warning above the list, with a button that leads to the remedy. */
@Composable
fun Banner(banner: BannerRow, open: OpenFromCodes) {
    val colours = MaterialTheme.colorScheme
    val (paper, ink) =
        when (banner.gravity) {
            BannerSeverity.ALARM -> colours.errorContainer to colours.onErrorContainer
            BannerSeverity.WARNING -> colours.primaryContainer to colours.onPrimaryContainer
            BannerSeverity.NOTICE -> colours.surfaceVariant to colours.onSurface
        }
    Surface(Modifier.fillMaxWidth().tagged("banner"), shape = MaterialTheme.shapes.medium, color = paper, contentColor = ink) {
        Column(Modifier.fillMaxWidth().padding(start = 14.dp, end = 14.dp, top = 10.dp, bottom = 4.dp)) {
            Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
                Icon(iconOf(banner.lead), null, Modifier.size(22.dp))
                Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
                    Text(say(Phrase.OfBanner(banner.banner)), style = MaterialTheme.typography.bodyMedium)
                    reasonOf(banner.banner)?.let { Text(LocalSpeech.current.error(it).happened, style = MaterialTheme.typography.bodySmall) }
                }
            }
            TextButton({ open.follow(banner.lead) }, Modifier.align(Alignment.End).heightIn(min = 48.dp).tagged("banner-lead")) {
                Text(say(Phrase.OfLead(banner.lead)), color = ink)
            }
        }
    }
}

/** Why backups fail. */
private fun reasonOf(banner: Banner) =
    when (banner) {
        is Banner.BackupFailing -> banner.why
        is Banner.AutomaticBackupFailing -> banner.why
        else -> null
    }

private fun iconOf(lead: BannerLead) =
    when (lead) {
        BannerLead.REPAIR, BannerLead.ACCEPT_OLDER, BannerLead.ACCEPT_OTHER -> Icons.warning
        BannerLead.DEVICE_CLOCK, BannerLead.CLOCK_CORRECTION -> Icons.clock
        BannerLead.BACKUP, BannerLead.AUTOMATIC_BACKUP, BannerLead.REHEARSAL -> Icons.backup
        BannerLead.HAND_OVER, BannerLead.RECOVERY_CHECK, BannerLead.CREDENTIAL_CHECK -> Icons.key
        BannerLead.UNCONFIRMED -> Icons.info
    }
