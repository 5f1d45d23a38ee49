package app.aikotoba.ui.codes

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.CustomAccessibilityAction
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.customActions
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import app.aikotoba.core.AccountBadge
import app.aikotoba.core.CodeFace
import app.aikotoba.core.Countdown
import app.aikotoba.core.NameField
import app.aikotoba.core.Offered
import app.aikotoba.core.ShownCode
import app.aikotoba.ui.parts.Digits
import app.aikotoba.ui.parts.HiddenDigits
import app.aikotoba.ui.parts.Menu
import app.aikotoba.ui.parts.Monogram
import app.aikotoba.ui.parts.Ring
import app.aikotoba.ui.parts.colourOf
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import app.aikotoba.core.CodeRow as AccountRow

/** One account. A touch copies its code. */
@Composable
fun AccountCard(row: AccountRow, model: CodesModel, open: OpenFromCodes, modifier: Modifier = Modifier, isTarget: Boolean = false) {
    val name = row.name
    val copy = say("row-copy", "name" to name)
    val actions = rowActions(row, model, open).map { (_, text, _, act) -> CustomAccessibilityAction(text) { act().let { true } } }
    Surface(
        modifier.tagged("account"),
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.surfaceContainerLow,
        border = if (isTarget) BorderStroke(2.dp, MaterialTheme.colorScheme.primary) else null,
    ) {
        Column(
            // One stop for a screen reader: the names and the code, with the actions of the menu.
            Modifier.clickable(onClickLabel = copy) { model.touch(row) }.semantics { customActions = actions }.padding(start = 14.dp, top = 10.dp, bottom = 12.dp),
            verticalArrangement = Arrangement.spacedBy(2.dp),
        ) {
            Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                Monogram(row.monogram, row.colour?.toInt())
                AccountTitle(row, Modifier.weight(1f))
                RowMenu(row, name, model, open)
            }
            FaceLine(row, model)
        }
    }
}

@Composable
private fun AccountTitle(row: AccountRow, modifier: Modifier) =
    Column(modifier) {
        Row(horizontalArrangement = Arrangement.spacedBy(6.dp), verticalAlignment = Alignment.CenterVertically) {
            val first = if (row.issuer.isEmpty()) marked(row, NameField.LABEL, row.label) else marked(row, NameField.ISSUER, row.issuer)
            Text(first, Modifier.weight(1f, fill = false), style = MaterialTheme.typography.titleMedium, maxLines = 1, overflow = TextOverflow.Ellipsis)
            if (AccountBadge.FAVOURITE in row.badges) {
                Icon(Icons.starFilled, say("code-favourite"), Modifier.size(16.dp), tint = MaterialTheme.colorScheme.primary)
            }
            if (AccountBadge.UNCONFIRMED in row.badges) AccountTag(say("code-unconfirmed"))
        }
        if (row.issuer.isNotEmpty() && row.label.isNotEmpty()) {
            Text(
                marked(row, NameField.LABEL, row.label),
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
                maxLines = 1,
                overflow = TextOverflow.Ellipsis,
            )
        }
    }

@Composable
private fun AccountTag(text: String) =
    Surface(shape = MaterialTheme.shapes.small, color = MaterialTheme.colorScheme.secondaryContainer) {
        Text(text, Modifier.padding(horizontal = 8.dp, vertical = 2.dp), style = MaterialTheme.typography.labelSmall)
    }

/** A name with the matches of the search highlighted. */
@Composable
private fun marked(row: AccountRow, field: NameField, name: String): AnnotatedString {
    val mark = SpanStyle(color = MaterialTheme.colorScheme.primary, background = MaterialTheme.colorScheme.primaryContainer)
    return buildAnnotatedString {
        append(name)
        for (span in row.spans) if (span.field == field) addStyle(mark, span.from.toInt(), span.until.toInt())
    }
}

@Composable
private fun FaceLine(row: AccountRow, model: CodesModel) =
    Row(
        Modifier.padding(end = 14.dp),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        val big = 34.sp
        when (val face = row.face) {
            is CodeFace.Shown -> {
                FlowRow(
                    Modifier.weight(1f),
                    horizontalArrangement = Arrangement.spacedBy(16.dp),
                    itemVerticalAlignment = Alignment.CenterVertically,
                ) {
                    Digits(face.code, big, colourOf(face.countdown.urgency))
                    face.next?.let { NextCodeText(it) }
                }
                QuietRing(face.countdown)
            }

            is CodeFace.Hidden -> {
                val spoken = say("code-hidden")
                Box(Modifier.weight(1f).semantics { contentDescription = spoken }) {
                    HiddenDigits(face.characters.toInt(), big, MaterialTheme.colorScheme.onSurfaceVariant)
                }
                QuietRing(face.countdown)
            }

            is CodeFace.OnRequest -> {
                Box(Modifier.weight(1f).heightIn(min = 44.dp), contentAlignment = Alignment.CenterStart) {
                    face.taken?.let { Digits(it, big, MaterialTheme.colorScheme.primary) }
                }
                OutlinedButton({ model.arranging.take(row.id) }, Modifier.heightIn(min = 48.dp).tagged("take")) { Text(say("code-take")) }
            }
        }
    }

@Composable
private fun NextCodeText(next: ShownCode) =
    Column {
        Text(say("code-next"), style = MaterialTheme.typography.labelSmall, color = MaterialTheme.colorScheme.onSurfaceVariant)
        Digits(next, 16.sp, MaterialTheme.colorScheme.onSurfaceVariant)
    }

/** The ring of a row. Its seconds are not part of what a screen reader says about the row, or it would start again each second. */
@Composable
private fun QuietRing(countdown: Countdown) = Box(Modifier.clearAndSetSemantics {}) { Ring(countdown) }

/** An action of a row: in its menu, and for screen readers. */
private data class RowAction(val icon: ImageVector, val text: String, val tag: String, val act: () -> Unit)

@Composable
private fun rowActions(row: AccountRow, model: CodesModel, open: OpenFromCodes): List<RowAction> =
    buildList {
        val favourite = AccountBadge.FAVOURITE in row.badges
        if (AccountBadge.UNCONFIRMED in row.badges) add(RowAction(Icons.check, say("menu-finish"), "row-finish") { open.finish(row.id) })
        if ((row.face as? CodeFace.Shown)?.next != null) add(RowAction(Icons.copy, say("menu-copy-next"), "row-copy-next") { model.copyNext(row) })
        add(RowAction(Icons.edit, say("menu-edit"), "row-edit") { open.edit(row.id) })
        val pinning = say(if (favourite) "menu-favourite-not" else "menu-favourite")
        add(RowAction(if (favourite) Icons.star else Icons.starFilled, pinning, "row-favourite") { model.arranging.favourite(row.id, !favourite) })
        if (model.state.arranging == Offered.YES) {
            add(RowAction(Icons.up, say("menu-up"), "row-up") { model.arranging.moveUp(row.id) })
            add(RowAction(Icons.down, say("menu-down"), "row-down") { model.arranging.moveDown(row.id) })
        }
        add(RowAction(Icons.qr, say("menu-share"), "row-share") { open.share(row.id) })
        add(RowAction(Icons.trash, say("menu-trash"), "row-trash") { model.arranging.trash(row) })
    }

@Composable
private fun RowMenu(row: AccountRow, name: String, model: CodesModel, open: OpenFromCodes) =
    Menu(say("row-menu", "name" to name), "row-menu", MaterialTheme.colorScheme.onSurfaceVariant) {
        for (action in rowActions(row, model, open)) Entry(action.icon, action.text, action.tag, action.act)
    }
