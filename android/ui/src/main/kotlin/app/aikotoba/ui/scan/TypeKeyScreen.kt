package app.aikotoba.ui.scan

import androidx.compose.runtime.Composable
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.KeyField
import app.aikotoba.ui.parts.LineField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.say

/** Typing the key that a site shows next to its QR code. */
@Composable
fun TypeKeyScreen(model: TypeKeyModel, onBack: () -> Unit) =
    Frame(say("type-title"), onBack) { modifier ->
        Page(modifier) {
            LineField(say("type-site"), model.issuer, { model.issuer = it }, tag = "site")
            LineField(say("type-account"), model.label, { model.label = it }, tag = "account-name")
            KeyField(say("type-key"), model.key, { model.key = it }, hint = say("type-key-hint"), wrong = model.errorText != null, onDone = model::add)
            model.errorText?.let { ErrorPanel(it) }
            MainButton(say("type-add"), model::add, enabled = model.key.isNotBlank(), tag = "add-key")
        }
    }
