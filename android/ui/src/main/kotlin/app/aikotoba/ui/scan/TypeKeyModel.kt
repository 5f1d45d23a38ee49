package app.aikotoba.ui.scan

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.Enrolment
import app.aikotoba.core.usualOptions
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model
import app.aikotoba.ui.enrol.EnrolmentModel

/** Typing a key. */
class TypeKeyModel(app: AppModel, private val site: String? = null) : Model(app) {
    var issuer by mutableStateOf("")
    var label by mutableStateOf("")
    var key by mutableStateOf("")

    fun add() =
        act {
            val enrolment = Enrolment.typed(issuer, label, key, usualOptions(), site, now)
            key = ""
            app.push(EnrolmentModel(app, enrolment))
        }
}
