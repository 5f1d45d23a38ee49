package app.aikotoba.ui.parts

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons

/** Offers to paste what was copied elsewhere. It is read only after a touch. */
@Composable
fun PasteOffer(onPaste: () -> Unit) =
    Card {
        Text(say("paste-offer"), style = MaterialTheme.typography.titleMedium)
        MainButton(say("paste-offer-do"), onPaste, icon = Icons.paste, tag = "paste-offer")
    }
