package app.aikotoba.ui.clock

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import app.aikotoba.core.CorrectionStep
import app.aikotoba.core.correctClock
import app.aikotoba.ui.AppModel
import app.aikotoba.ui.Model

/** The person's own correction of the clock, only for codes on this device. */
class CorrectionModel(app: AppModel) : Model(app) {
    var seconds by mutableStateOf(app.codeTime().seconds)
        private set

    fun later() = step(CorrectionStep.LATER)

    fun earlier() = step(CorrectionStep.EARLIER)

    fun turnOff() = step(CorrectionStep.OFF)

    private fun step(step: CorrectionStep) {
        app.memory.clockCorrection = correctClock(app.memory.clockCorrection, step, app.clock.reading())
        seconds = app.codeTime().seconds
    }
}
