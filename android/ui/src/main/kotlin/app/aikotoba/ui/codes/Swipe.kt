package app.aikotoba.ui.codes

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.SwipeToDismissBox
import androidx.compose.material3.SwipeToDismissBoxValue
import androidx.compose.material3.rememberSwipeToDismissBoxState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.dp
import app.aikotoba.ui.theme.Icons
import kotlinx.coroutines.launch

/** A row that can be swiped to the left into the trash. */
@Composable
internal fun Swipe(onTrash: () -> Unit, modifier: Modifier, content: @Composable () -> Unit) {
    val state = rememberSwipeToDismissBoxState()
    // A row that was restored from the trash, or could not be moved there, is shown in its normal position.
    LaunchedEffect(state) { state.snapTo(SwipeToDismissBoxValue.Settled) }
    val scope = rememberCoroutineScope()
    SwipeToDismissBox(
        state,
        backgroundContent = { if (state.dismissDirection == SwipeToDismissBoxValue.EndToStart) TrashBackground() },
        modifier,
        enableDismissFromStartToEnd = false,
        onDismiss = {
            onTrash()
            scope.launch { state.reset() }
        },
    ) { content() }
}

@Composable
private fun TrashBackground() =
    Box(
        Modifier.fillMaxSize().clip(MaterialTheme.shapes.medium).background(MaterialTheme.colorScheme.errorContainer).padding(horizontal = 20.dp),
        contentAlignment = Alignment.CenterEnd,
    ) { Icon(Icons.trash, null, tint = MaterialTheme.colorScheme.onErrorContainer) }
