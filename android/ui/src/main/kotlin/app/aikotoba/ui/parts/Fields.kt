package app.aikotoba.ui.parts

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.unit.sp
import app.aikotoba.ui.NewPassword
import app.aikotoba.ui.say
import app.aikotoba.ui.theme.Icons
import app.aikotoba.ui.theme.LocalDigits

/** A password field, hidden until the person shows it. */
@Composable
fun PasswordField(
    label: String,
    value: String,
    onChange: (String) -> Unit,
    modifier: Modifier = Modifier,
    wrong: Boolean = false,
    onDone: () -> Unit = {},
    tag: String = "password",
) {
    var shown by remember { mutableStateOf(false) }
    OutlinedTextField(
        value,
        onChange,
        modifier.fillMaxWidth().tagged(tag),
        label = { Text(label) },
        isError = wrong,
        singleLine = true,
        visualTransformation = if (shown) VisualTransformation.None else PasswordVisualTransformation(),
        keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Password, imeAction = ImeAction.Done),
        keyboardActions = KeyboardActions(onDone = { onDone() }),
        trailingIcon = {
            IconAction(if (shown) Icons.eyeOff else Icons.eye, say(if (shown) "action-hide-password" else "action-show-password"), { shown = !shown })
        },
    )
}

/** A field for a line of text. */
@Composable
fun LineField(
    label: String,
    value: String,
    onChange: (String) -> Unit,
    modifier: Modifier = Modifier,
    wrong: Boolean = false,
    hint: String? = null,
    single: Boolean = true,
    onDone: () -> Unit = {},
    tag: String? = null,
) {
    OutlinedTextField(
        value,
        onChange,
        modifier.fillMaxWidth().tagged(tag),
        label = { Text(label) },
        supportingText = hint?.let { { Text(it) } },
        isError = wrong,
        singleLine = single,
        keyboardOptions = KeyboardOptions(imeAction = if (single) ImeAction.Done else ImeAction.Default),
        keyboardActions = KeyboardActions(onDone = { onDone() }),
    )
}

/**
 * A field for a key or a part of a recovery code: letters and digits without autocorrection. It is shown, because so many characters cannot be
 * typed unseen, and can be hidden.
 */
@Composable
fun KeyField(
    label: String,
    value: String,
    onChange: (String) -> Unit,
    modifier: Modifier = Modifier,
    wrong: Boolean = false,
    hint: String? = null,
    single: Boolean = false,
    onDone: () -> Unit = {},
    tag: String = "key",
) {
    var shown by remember { mutableStateOf(true) }
    OutlinedTextField(
        value,
        onChange,
        modifier.fillMaxWidth().tagged(tag),
        label = { Text(label) },
        supportingText = hint?.let { { Text(it) } },
        isError = wrong,
        singleLine = single,
        visualTransformation = if (shown) VisualTransformation.None else PasswordVisualTransformation(),
        trailingIcon = {
            IconAction(if (shown) Icons.eyeOff else Icons.eye, say(if (shown) "action-hide-password" else "action-show-password"), { shown = !shown })
        },
        textStyle = TextStyle(fontFamily = LocalDigits.current, fontSize = 18.sp, lineHeight = 26.sp, letterSpacing = 0.5.sp),
        keyboardOptions =
            KeyboardOptions(
                capitalization = KeyboardCapitalization.Characters,
                autoCorrectEnabled = false,
                // Keyboards do not learn what is typed as a password.
                keyboardType = KeyboardType.Password,
                imeAction = ImeAction.Done,
            ),
        keyboardActions = KeyboardActions(onDone = { onDone() }),
    )
}

/** A password that was generated for the person, to be written down. */
@Composable
fun GeneratedPassword(words: String?) {
    if (words == null) return
    Note(say("backup-password-generated"), icon = Icons.edit)
    SelectionContainer { Text(words, style = MaterialTheme.typography.titleLarge, modifier = Modifier.tagged("generated")) }
}

/** The fields for a new password, typed twice, with its strength. */
@Composable
fun NewPasswordFields(password: NewPassword, label: String, onDone: () -> Unit) {
    LaunchedEffect(password, password.typed) { password.judge() }
    PasswordField(label, password.typed, { password.typed = it })
    Strength(password.strength)
    PasswordField(say("field-password-again"), password.again, { password.again = it }, wrong = password.differs, onDone = onDone, tag = "password-again")
    if (password.differs) Text(say("passwords-differ"), style = MaterialTheme.typography.bodySmall, color = MaterialTheme.colorScheme.error)
}
