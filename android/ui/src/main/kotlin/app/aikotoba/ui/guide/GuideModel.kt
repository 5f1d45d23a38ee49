package app.aikotoba.ui.guide

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Enrolment
import app.aikotoba.core.GuideAction
import app.aikotoba.core.GuideBack
import app.aikotoba.core.GuidePage
import app.aikotoba.core.Provenance
import app.aikotoba.core.QrPlace
import app.aikotoba.core.guideOffers
import app.aikotoba.core.nothingToPaste
import app.aikotoba.core.usualOptions
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.Model
import app.aikotoba.ui.backup.BackupModel
import app.aikotoba.ui.enrol.EnrolmentModel
import app.aikotoba.ui.scan.ScanModel
import app.aikotoba.ui.take

/** A guide, one step at a time; first the list of sites that have one. */
class GuideModel(app: AppModel) : Model(app) {
    val offers = guideOffers()
    val state get() = app.guides.state
    var overview by mutableStateOf(false)
        private set

    init {
        if (state != null) app.guides.opened()
    }

    override val isGuarded get() = false

    fun choose(site: String) = quietly { app.guides.start(site) }

    fun answer(place: QrPlace) = app.guides.change { it.answer(place) }

    fun next() = app.guides.change { it.next() }

    override fun stepBack(): Boolean {
        if (state == null) return false
        var back = GuideBack.MOVED
        app.guides.change { back = it.back() }
        // Before the first question comes the choice of the site.
        if (back == GuideBack.LEAVES) app.guides.end()
        return true
    }

    fun camera() = app.push(ScanModel(app))

    fun picture() = choose(platform::pickPicture, { Incoming.Chosen(Incoming.Picture(it)) }) { app.take(Incoming.Picture(it), Provenance.USER) }

    val isPasteOffered get() = app.isPasteOffered

    /** Uses a copied key, link or picture. */
    fun paste() =
        act {
            app.isPasteOffered = false
            val picture = inBackground { platform.clipboard.pastePicture() }
            val text = inBackground { platform.clipboard.paste() }
            when {
                picture != null -> app.take(Incoming.Picture(picture), Provenance.USER)
                text != null -> app.push(EnrolmentModel(app, Enrolment.typed("", "", text, usualOptions(), state?.site, now)))
                else -> failed(nothingToPaste())
            }
        }

    /** Opens the account's code in large type, with the question whether the site accepted it. */
    fun showCode() =
        quietly {
            val account = state?.account ?: return@quietly
            app.push(EnrolmentModel(app, Enrolment.resume(vault, account)))
        }

    fun switchOverview() {
        overview = !overview
    }

    fun backup() = finishing { app.replace(BackupModel(app)) }

    /** Closes the guide, which can be continued later. */
    fun leave() {
        app.guides.left()
        app.showCodes()
    }

    fun finish() =
        finishing {
            app.showCodes()
            app.secureFirst()
        }

    /** Records that the site reported two-step verification as turned on, and goes on. */
    private fun finishing(then: () -> Unit) =
        act {
            inBackground { app.guides.record(vault, now) }
            app.changed()
            app.guides.end()
            then()
        }
}

/** Reopens the guide that was visible when the app was locked or ended, and the code if that is the present step. */
fun AppModel.resumeGuide() {
    val page = guides.state?.page
    if (!guides.isOpen) return
    val guide = GuideModel(this)
    push(guide)
    if (page is GuidePage.Step && page.action == GuideAction.TYPE_CODE) guide.showCode()
}
