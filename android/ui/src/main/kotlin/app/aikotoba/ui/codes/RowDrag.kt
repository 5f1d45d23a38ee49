package app.aikotoba.ui.codes

import androidx.compose.foundation.gestures.detectDragGesturesAfterLongPress
import androidx.compose.foundation.gestures.scrollBy
import androidx.compose.foundation.lazy.grid.LazyGridItemInfo
import androidx.compose.foundation.lazy.grid.LazyGridState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.unit.toOffset
import androidx.compose.ui.unit.toSize
import androidx.compose.ui.zIndex
import app.aikotoba.core.AccountId
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch

/** Dragging a row over the list. It moves to the position of the row on which it is dropped. */
class RowDrag(private val grid: LazyGridState, private val scope: CoroutineScope, private val onDrop: (AccountId, AccountId) -> Unit) {
    /** The row that is dragged. */
    var held by mutableStateOf<AccountId?>(null)
        private set
    private var by by mutableStateOf(Offset.Zero)

    /** The row whose position it would take. */
    val target: AccountId? get() = held?.let { rowOf(it) }?.let { rowAt(it.centre + by) }?.key as? AccountId

    fun begin(row: AccountId) {
        held = row
        by = Offset.Zero
    }

    fun drag(amount: Offset) {
        by += amount
        val row = held?.let { rowOf(it) } ?: return
        val (top, bottom) = row.corner.y + by.y to row.corner.y + by.y + row.size.height
        if (top < 0) scroll(top)
        if (bottom > grid.layoutInfo.viewportSize.height) scroll(bottom - grid.layoutInfo.viewportSize.height)
    }

    /** Scrolls the list while a row is held at its edge; the row stays under the finger. */
    private fun scroll(distance: Float) {
        scope.launch { by += Offset(0f, grid.scrollBy(distance.coerceIn(-STEP, STEP))) }
    }

    fun drop() {
        val (row, place) = held to target
        held = null
        if (row != null && place != null && row != place) onDrop(row, place)
    }

    fun cancel() {
        held = null
    }

    /** Draws a dragged row under the finger. */
    fun lift(row: AccountId): Modifier =
        if (row != held) {
            Modifier
        } else {
            Modifier.zIndex(1f).graphicsLayer {
                translationX = by.x
                translationY = by.y
                shadowElevation = LIFTED
            }
        }

    private fun rowOf(id: AccountId) = grid.layoutInfo.visibleItemsInfo.find { it.key == id }

    private fun rowAt(at: Offset) =
        grid.layoutInfo.visibleItemsInfo.find { row ->
            row.key is AccountId && at.x - row.corner.x in 0f..row.size.width.toFloat() && at.y - row.corner.y in 0f..row.size.height.toFloat()
        }

    /** Item offsets are relative to the end of the padding, touches to its beginning. */
    private val LazyGridItemInfo.corner get() = offset.toOffset() - Offset(0f, grid.layoutInfo.viewportStartOffset.toFloat())

    private val LazyGridItemInfo.centre get() = size.toSize().let { corner + Offset(it.width / 2, it.height / 2) }

    private companion object {
        const val STEP = 12f
        const val LIFTED = 12f
    }
}

/** Makes a row draggable after a long press. */
internal fun Modifier.draggable(drag: RowDrag, row: AccountId): Modifier =
    pointerInput(drag, row) {
        detectDragGesturesAfterLongPress({ drag.begin(row) }, drag::drop, drag::cancel) { change, amount ->
            change.consume()
            drag.drag(amount)
        }
    }
