package app.aikotoba.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.ScaffoldDefaults
import androidx.compose.material3.SnackbarHost
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.Text
import androidx.compose.material3.TopAppBar
import androidx.compose.material3.TopAppBarDefaults
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.keepScreenOn
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import app.aikotoba.core.screenOnMillis
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import kotlinx.coroutines.delay

/** The maximum width; longer lines are tiring to read on a tablet. */
val readable = 560.dp

/** The app's short messages, which the screen on top shows. */
val LocalMessages = staticCompositionLocalOf { SnackbarHostState() }

/** A screen with an optional title and a back button. */
@Composable
fun Frame(
    title: String?,
    onBack: (() -> Unit)?,
    actions: @Composable RowScope.() -> Unit = {},
    floating: @Composable () -> Unit = {},
    footer: @Composable () -> Unit = {},
    content: @Composable (Modifier) -> Unit,
) {
    Scaffold(
        topBar = { if (title != null) TitleBar(title, onBack, actions) },
        // A separate bar, so that a message covers neither the floating button nor the last line.
        bottomBar = {
            Column {
                footer()
                Messages()
            }
        },
        floatingActionButton = floating,
    ) { inner -> content(Modifier.padding(inner).consumeWindowInsets(inner)) }
}

@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun TitleBar(title: String, onBack: (() -> Unit)?, actions: @Composable RowScope.() -> Unit) =
    TopAppBar(
        title = { Text(title, Modifier.semantics { heading() }, maxLines = 2, overflow = TextOverflow.Ellipsis, style = MaterialTheme.typography.titleLarge) },
        navigationIcon = { if (onBack != null) IconAction(Icons.back, say("action-back"), onBack, tag = "back") },
        actions = actions,
        colors = TopAppBarDefaults.topAppBarColors(containerColor = MaterialTheme.colorScheme.background),
    )

@Composable
private fun Messages() {
    val host = LocalMessages.current
    if (host.currentSnackbarData == null) return
    val sides = ScaffoldDefaults.contentWindowInsets.only(WindowInsetsSides.Horizontal + WindowInsetsSides.Bottom)
    SnackbarHost(host, Modifier.fillMaxWidth().windowInsetsPadding(sides).tagged("message"))
}

/** Keeps the screen on while somebody scans; for some minutes, in case the device was put away. */
@Composable
fun Modifier.awake(whileOn: Any): Modifier {
    var isAwake by remember(whileOn) { mutableStateOf(true) }
    LaunchedEffect(whileOn) {
        delay(screenOnMillis().toLong())
        isAwake = false
    }
    return if (isAwake) keepScreenOn() else this
}

/** A page that scrolls if it does not fit, of limited width. A page of several steps begins at the top of each [step]. */
@Composable
fun Page(modifier: Modifier = Modifier, step: Any? = null, content: @Composable ColumnScope.() -> Unit) {
    val scroll = key(step) { rememberScrollState() }
    Box(modifier.fillMaxSize().imePadding().verticalScroll(scroll), contentAlignment = Alignment.TopCenter) {
        Column(
            Modifier.widthIn(max = readable).fillMaxWidth().padding(horizontal = 20.dp, vertical = 12.dp),
            verticalArrangement = Arrangement.spacedBy(16.dp),
            content = content,
        )
    }
}
