package app.aikotoba.android

import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.os.Bundle
import android.view.MotionEvent
import android.view.View
import android.view.inputmethod.EditorInfo
import androidx.activity.ComponentActivity
import androidx.activity.OnBackPressedCallback
import androidx.activity.SystemBarStyle
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.SideEffect
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.platform.InterceptPlatformTextInput
import androidx.compose.ui.platform.PlatformTextInputInterceptor
import app.aikotoba.core.Theme
import app.aikotoba.ui.AikotobaApp
import app.aikotoba.ui.Incoming
import app.aikotoba.ui.Message
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Text input from which keyboards learn nothing. */
@OptIn(ExperimentalComposeUiApi::class)
private val PrivateInput = PlatformTextInputInterceptor { request, session ->
    session.startInputMethod { attributes ->
        request.createInputConnection(attributes).also { attributes.imeOptions = attributes.imeOptions or EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING }
    }
}

/** The only activity: a window for the shared screens, whose model outlives it. */
class MainActivity : ComponentActivity() {
    private val process get() = applicationContext as AikotobaApplication
    private val app get() = process.model

    override fun attachBaseContext(base: Context) = super.attachBaseContext((base.applicationContext as AikotobaApplication).platform.language.wrap(base))

    @OptIn(ExperimentalComposeUiApi::class)
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        process.platform.enter(this)
        process.platform.orphan = { receive(Arrival.Pictures(listOf(it))) }
        onBackPressedDispatcher.addCallback(this, back)
        setContent {
            val theme = app.settings.settings.theme
            LaunchedEffect(theme) { fitBars(theme) }
            val canGoBack = app.canGoBack
            SideEffect { back.isEnabled = canGoBack }
            InterceptPlatformTextInput(PrivateInput) { AikotobaApp(app) }
        }
        // Passwords and keys are not for the autofill service, which may store them elsewhere.
        findViewById<View>(android.R.id.content).importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
        if (savedInstanceState?.getBoolean(RECEIVED) != true) arrived(intent)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        arrived(intent)
    }

    override fun onStart() {
        super.onStart()
        process.autoLock.shown()
    }

    override fun onStop() {
        // Rotating the device does not count as leaving the app.
        if (!isChangingConfigurations) process.autoLock.hidden()
        super.onStop()
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        // If the system ends the process, the intent that waits for the vault to be opened is received again.
        outState.putBoolean(RECEIVED, app.waiting == null)
    }

    /** Ignores touches through another app's window where they would reveal, confirm or erase something. */
    override fun dispatchTouchEvent(event: MotionEvent): Boolean {
        val isCovered = event.flags and MotionEvent.FLAG_WINDOW_IS_OBSCURED != 0
        if (!isCovered || !app.top.isGuarded) return super.dispatchTouchEvent(event)
        if (event.actionMasked == MotionEvent.ACTION_UP) app.message = Message(app.speech.say("touch-covered"))
        return true
    }

    private val back = object : OnBackPressedCallback(true) {
        override fun handleOnBackPressed() {
            if (app.back()) return
            isEnabled = false
            onBackPressedDispatcher.onBackPressed()
            isEnabled = true
        }
    }

    private fun arrived(intent: Intent) {
        // An intent from the list of recent apps is an old one.
        if (intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0) return
        Arrival.of(intent)?.let(::receive)
    }

    private fun receive(arrival: Arrival) {
        when (arrival) {
            is Arrival.Page -> app.receive(arrival.page)
            is Arrival.Text -> app.receive(Incoming.Text(arrival.text))
            // Read in the scope of the process instead of this activity, so that rotating the device loses no picture.
            is Arrival.Pictures -> app.scope.launch {
                val pictures = withContext(Dispatchers.IO) { arrival.uris.map { forCore(process.platform.documents.read(it)) } }
                app.receive(Incoming.Several(pictures.map(Incoming::Picture)))
            }
        }
    }

    /** Sets the system bars to the app's own light or dark theme. */
    private fun fitBars(theme: Theme) {
        val isNight = resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK ==
            Configuration.UI_MODE_NIGHT_YES
        val dark = theme == Theme.DARK || (theme == Theme.DEVICE && isNight)
        val clear = android.graphics.Color.TRANSPARENT
        val style = SystemBarStyle.auto(clear, clear) { dark }
        enableEdgeToEdge(style, style)
    }

    private companion object {
        const val RECEIVED = "received"
    }
}
