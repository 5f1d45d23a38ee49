package app.aikotoba.ui.account

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.aikotoba.core.HelpPlace
import app.aikotoba.core.Phrase
import app.aikotoba.core.QrPicture
import app.aikotoba.core.SharePurpose
import app.aikotoba.core.UnlockWay
import app.aikotoba.ui.help.Questions
import app.aikotoba.ui.parts.Card
import app.aikotoba.ui.parts.ErrorPanel
import app.aikotoba.ui.parts.Frame
import app.aikotoba.ui.parts.LineField
import app.aikotoba.ui.parts.MainButton
import app.aikotoba.ui.parts.Names
import app.aikotoba.ui.parts.Note
import app.aikotoba.ui.parts.Page
import app.aikotoba.ui.parts.QrCode
import app.aikotoba.ui.parts.QuietButton
import app.aikotoba.ui.parts.Working
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import app.aikotoba.ui.unlock.OwnerProofField

/** The account as a QR code for another phone, after unlocking the vault again. */
@Composable
fun ShareScreen(model: ShareModel, onBack: () -> Unit) =
    Frame(say("share-title"), onBack) { modifier ->
        Page(modifier, step = model.purpose) {
            Card { Names(model.issuer, model.label) }
            val (purpose, matrix) = model.purpose to model.matrix
            if (purpose == null) {
                Text(say("share-ask"), style = MaterialTheme.typography.titleMedium)
                for (one in SharePurpose.entries) QuietButton(say(Phrase.OfSharePurpose(one)), { model.purpose = one }, tag = "for-${one.name.lowercase()}")
                Questions(HelpPlace.SHARE)
            } else {
                Note(say(if (purpose == SharePurpose.STAFF) "share-staff-why" else "share-new-phone-why"))
                Note(say("share-why"), icon = Icons.warning)
                if (matrix == null) UnlockAgain(model) else SharedQrCode(matrix, purpose, model)
            }
        }
    }

/** The vault is unlocked again, in one of its ways. */
@Composable
private fun UnlockAgain(model: ShareModel) {
    val why = when (model.proof.way) {
        UnlockWay.PASSPHRASE -> "share-unlock-why"
        UnlockWay.RECOVERY -> "share-unlock-recovery-why"
        UnlockWay.DEVICE, null -> "share-unlock-device-why"
    }
    Text(say(why), style = MaterialTheme.typography.bodyLarge)
    OwnerProofField(model.proof, wrong = model.errorText != null, onDone = model::show)
    model.errorText?.let { ErrorPanel(it) }
    if (model.busy) Working(say("opening-vault"))
    MainButton(say("share-show"), model::show, enabled = model.canShow, icon = Icons.qr, tag = "show")
}

/** The QR code. For another person, also a note of who else holds the account and since when. */
@Composable
private fun SharedQrCode(matrix: QrPicture, purpose: SharePurpose, model: ShareModel) {
    QrCode(matrix, say("share-title"))
    QuietButton(say("share-hide"), model::hide, tag = "hide")
    model.errorText?.let { ErrorPanel(it) }
    if (purpose != SharePurpose.STAFF) return
    if (model.isNoted) {
        Note(say("share-holder-saved"), icon = Icons.check)
    } else {
        Text(say("share-holder-note"), style = MaterialTheme.typography.bodyLarge)
        LineField(say("share-holder"), model.holder, { model.holder = it }, tag = "holder")
        QuietButton(say("share-holder-save"), model::noteHolder, enabled = model.holder.isNotBlank() && !model.busy, icon = Icons.edit, tag = "note-holder")
    }
}
