package app.aikotoba.ui.codes

import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.grid.GridCells
import androidx.compose.foundation.lazy.grid.GridItemSpan
import androidx.compose.foundation.lazy.grid.LazyGridState
import androidx.compose.foundation.lazy.grid.LazyVerticalGrid
import androidx.compose.foundation.lazy.grid.items
import androidx.compose.foundation.lazy.grid.rememberLazyGridState
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.ExtendedFloatingActionButton
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.dp
import app.aikotoba.core.CodesState
import app.aikotoba.core.EmptyReason
import app.aikotoba.core.GroupMove
import app.aikotoba.core.GroupTab
import app.aikotoba.core.Offered
import app.aikotoba.ui.parts.EmptyState
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.IconAction
import app.aikotoba.ui.parts.LineField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Menu
import app.aikotoba.ui.parts.MonitorAndPhone
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.TextAction
import app.aikotoba.ui.parts.tagged
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** The list of codes, the app's main screen. */
@Composable
fun CodesScreen(model: CodesModel, open: OpenFromCodes) {
    val state = model.state
    // With large type, a floating button would cover codes.
    val isTypeLarge = LocalDensity.current.fontScale >= LARGE_TYPE
    Frame(
        title = say("app-name"),
        onBack = null,
        actions = {
            if (state.empty != EmptyReason.NO_ACCOUNTS) {
                val searching = model.isSearching
                val words = say(if (searching) "codes-search-clear" else "codes-search")
                IconAction(Icons.search, words, { if (searching) model.closeSearch() else model.openSearch() }, tag = "search-open")
            }
            AppMenu(open)
        },
        floating = {
            if (state.empty != EmptyReason.NO_ACCOUNTS && !isTypeLarge) {
                ExtendedFloatingActionButton(
                    text = { Text(say("codes-add")) },
                    // A screen reader does not get the button's text, so the icon has it.
                    icon = { Icon(Icons.scan, say("codes-add")) },
                    onClick = open::scan,
                    modifier = Modifier.tagged("add"),
                    containerColor = MaterialTheme.colorScheme.primary,
                    contentColor = MaterialTheme.colorScheme.onPrimary,
                )
            }
        },
        footer = { if (state.empty != EmptyReason.NO_ACCOUNTS && isTypeLarge) AddBar(open) },
    ) { modifier ->
        Column(modifier.fillMaxSize(), horizontalAlignment = Alignment.CenterHorizontally) {
            if (model.isSearching) SearchField(state, model)
            if (state.groups.isNotEmpty()) GroupPicker(state.groups, model)
            if (state.empty == EmptyReason.NO_ACCOUNTS) FirstSteps(state, model, open) else AccountList(state, model, open)
        }
    }
}

/** The type scale from which the add button gets a bar of its own. */
private const val LARGE_TYPE = 1.5f

@Composable
private fun AddBar(open: OpenFromCodes) =
    Box(Modifier.fillMaxWidth().padding(horizontal = 12.dp, vertical = 8.dp)) {
        MainButton(say("codes-add"), open::scan, icon = Icons.scan, tag = "add")
    }

@Composable
private fun SearchField(state: CodesState, model: CodesModel) {
    val focus = remember { FocusRequester() }
    LaunchedEffect(focus) { focus.requestFocus() }
    Box(Modifier.padding(horizontal = 16.dp).widthIn(max = 640.dp)) {
        LineField(say("codes-search"), state.query, model::search, Modifier.focusRequester(focus), tag = "search")
    }
}

@Composable
private fun GroupPicker(groups: List<GroupTab>, model: CodesModel) =
    Row(
        Modifier.fillMaxWidth().horizontalScroll(rememberScrollState()).padding(horizontal = 16.dp),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        val none = groups.none { it.isChosen }
        FilterChip(none, { model.showAll() }, { Text(say("codes-group-all")) }, Modifier.heightIn(min = 48.dp))
        for (group in groups) {
            FilterChip(
                group.isChosen,
                { if (group.isChosen) model.showAll() else model.showGroup(group.name) },
                { Text(group.name) },
                Modifier.heightIn(min = 48.dp),
            )
            if (group.isChosen) GroupMenu(group, model)
        }
    }

/** The menu that moves the chosen group. */
@Composable
private fun GroupMenu(group: GroupTab, model: CodesModel) {
    if (group.earlier == Offered.NO && group.later == Offered.NO) return
    Menu(say("codes-group-move", "name" to group.name), "group-menu") {
        if (group.earlier == Offered.YES) Entry(Icons.back, say("codes-group-earlier"), "group-earlier") { model.moveGroup(group.name, GroupMove.EARLIER) }
        if (group.later == Offered.YES) Entry(Icons.next, say("codes-group-later"), "group-later") { model.moveGroup(group.name, GroupMove.LATER) }
    }
}

@Composable
private fun FirstSteps(state: CodesState, model: CodesModel, open: OpenFromCodes) =
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(16.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        model.errorText?.let { ErrorPanel(it) }
        for (banner in state.banners) Banner(banner, open)
        GuideLine(open)
        EmptyState(
            say("codes-empty-no-accounts"),
            Modifier.widthIn(max = 420.dp),
            drawing = { MonitorAndPhone() },
            action = {
                MainButton(say("scan-title"), open::scan, icon = Icons.scan, tag = "add")
                QuietButton(say("guide-open"), open::guide, icon = Icons.info, tag = "guide-open")
                QuietButton(say("menu-restore"), open::restore, icon = Icons.restore)
                QuietButton(say("move-title"), open::move, tag = "move")
            },
        )
    }

@Composable
private fun AccountList(state: CodesState, model: CodesModel, open: OpenFromCodes) {
    val grid = rememberLazyGridState()
    ReportVisibleRows(grid, model)
    val scope = rememberCoroutineScope()
    val drag = remember(grid, model) { RowDrag(grid, scope, model.arranging::moveTo) }
    LazyVerticalGrid(
        GridCells.Adaptive(minSize = 320.dp),
        Modifier.fillMaxSize().tagged("accounts"),
        grid,
        contentPadding = PaddingValues(start = 12.dp, end = 12.dp, top = 4.dp, bottom = 96.dp),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        model.errorText?.let { item(key = "error", span = { GridItemSpan(maxLineSpan) }) { ErrorPanel(it) } }
        items(state.banners.size, span = { GridItemSpan(maxLineSpan) }) { Banner(state.banners[it], open) }
        val guide = open.guideState
        // When the guide has an account, the checklist leads to it.
        if (guide != null && (guide.account == null || model.openRows == 0)) {
            item(span = { GridItemSpan(maxLineSpan) }) { GuideLine(open) }
        } else if (model.openRows > 0) {
            item(span = { GridItemSpan(maxLineSpan) }) { ChecklistLine(model.openRows, open) }
        }
        if (state.empty == EmptyReason.NOTHING_FOUND) {
            item(span = { GridItemSpan(maxLineSpan) }) { EmptyState(say("codes-empty-nothing-found"), drawing = {}) }
        }
        items(state.rows, key = { it.id }) { row ->
            Swipe({ model.arranging.trash(row) }, (if (drag.held == null) Modifier.animateItem() else Modifier).then(drag.lift(row.id))) {
                val held = if (state.arranging == Offered.YES) Modifier.draggable(drag, row.id) else Modifier
                AccountCard(row, model, open, held, isTarget = drag.target == row.id && drag.held != row.id)
            }
        }
    }
}

/** One line for a guide that is not finished. A touch opens it. */
@Composable
private fun GuideLine(open: OpenFromCodes) {
    val guide = open.guideState ?: return
    QuietButton(say("guide-continue-site", "site" to say(guide.title)), open::guide, icon = Icons.check, tag = "guide-continue")
}

/** One line, without a warning colour, for what remains to be done after the first code. */
@Composable
private fun ChecklistLine(count: Int, open: OpenFromCodes) = TextAction(say("checklist-line", "open" to count), open::checklist, tag = "checklist")

/** Only the visible rows are requested each second. */
@Composable
private fun ReportVisibleRows(grid: LazyGridState, model: CodesModel) =
    LaunchedEffect(grid, model) {
        snapshotFlow { grid.layoutInfo.visibleItemsInfo.mapNotNull { it.key as? String } }.collect { model.visible = it }
    }

@Composable
private fun AppMenu(open: OpenFromCodes) =
    Menu(say("action-more"), "menu") {
        Entry(Icons.backup, say("menu-backup"), "menu-backup", open::backup)
        Entry(Icons.restore, say("menu-restore"), "menu-restore", open::restore)
        Entry(Icons.add, say("move-title"), "menu-move", open::move)
        Entry(Icons.share, say("export-title"), "menu-export", open::export)
        Entry(Icons.trash, say("menu-trash-can"), "menu-trash", open::trash)
        Entry(Icons.settings, say("menu-settings"), "menu-settings", open::settings)
        Entry(Icons.search, say("topics-title"), "menu-help", open::help)
        Entry(Icons.info, say("menu-about"), "menu-about", open::about)
        Entry(Icons.lock, say("menu-lock"), "menu-lock", open::lock)
    }
