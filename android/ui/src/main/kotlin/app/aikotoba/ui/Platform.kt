package app.aikotoba.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontFamily
import app.aikotoba.core.PlaceTrouble
import kotlinx.coroutines.flow.Flow
import java.io.File

/**
 * What only a platform can do: cameras, pickers, keys, files. The screens ask for it here and decide
 * nothing; `android/app` and `android/desktop` implement it, tests have one of their own.
 *
 * Functions that suspend may be called from the thread that draws, and never block it.
 */
interface Platform {
    /** The file that holds the vault, in a folder that only this app can read. The folder exists. */
    val vault: File

    /** The bundled faces, loaded as this platform loads them. */
    val fonts: Fonts

    /** Small things that are needed while the vault is locked. Nothing secret is put there. */
    val preferences: Preferences

    /** The camera; `null` where the device has none. */
    val camera: Camera?

    /** The key store behind a finger, a face or the screen lock; `null` where there is none. */
    val deviceKeys: DeviceKeys?

    val clipboard: Clipboard

    /** The clock that codes are made from, in milliseconds since 1970. */
    fun wallMillis(): Long

    /** Milliseconds since the device started, sleep included: a clock that nobody can set. */
    fun monotonicMillis(): Long

    /** What the device tells about its clock. */
    fun clockSigns(): ClockSigns

    /** The device's language as BCP 47 writes it, such as `ja-JP`. */
    fun deviceLanguage(): String

    /** Lets the person choose a picture: its bytes, or `null` when nothing was chosen. */
    suspend fun pickPicture(): ByteArray?

    /** Lets the person choose a folder for backups that stays reachable; `null` when none was chosen. */
    suspend fun pickBackupFolder(): BackupFolder?

    /** The folder that was chosen earlier; `null` when there is none or it can't be reached any more. */
    fun backupFolder(): BackupFolder?

    /** Lets the person choose a file to restore from; `null` when none was chosen. */
    suspend fun pickBackupFile(): PickedFile?

    /** Offers a text to other apps or people. */
    suspend fun share(text: String)

    /** Opens the device's own settings of something. */
    fun openSettings(page: SettingsPage)

    /** Lets pictures be taken of the screen, or not. Called at the start and when the setting changes. */
    fun allowScreenshots(allowed: Boolean)

    /** Applies a language to the whole app where the platform knows such a thing: `ja`, `en` or `null` for the device's. */
    fun applyLanguage(tag: String?)
}

/** The bundled faces: [text] for words, [digits] with digits of one width. */
class Fonts(val text: FontFamily, val digits: FontFamily)

/** A page of the device's own settings. */
enum class SettingsPage { DATE_AND_TIME, APP_PERMISSIONS, SCREEN_LOCK }

/** Small values by name, kept beside the vault. */
interface Preferences {
    fun read(name: String): String?

    /** Keeps a value; `null` forgets it. It has reached the storage when this returns. */
    fun write(name: String, value: String?)
}

/** A camera that hands over grey frames. */
interface Camera {
    /** Whether it has a light. */
    val hasTorch: Boolean

    /**
     * What the camera sees, until the collector stops. A frame that comes while the one before is still
     * looked at is dropped. It asks for permission first where that is needed.
     */
    fun frames(): Flow<CameraEvent>

    fun setTorch(on: Boolean)

    /** Focuses on a point of the upright picture: 0 is left or top, 1 is right or bottom. */
    fun focusAt(x: Float, y: Float)

    /** What the camera sees, upright, covering all of the space: what does not fit is cut off alike on both sides. */
    @Composable
    fun Preview(modifier: Modifier)
}

/** What comes from a camera. */
sealed interface CameraEvent {
    /** A frame; it may be used until the next one is asked for. */
    class Frame(val luma: Luma) : CameraEvent

    /** There will be no frames. */
    class Refused(val why: CameraRefusal) : CameraEvent
}

/** Why a camera gives no frames: the core's own causes. */
typealias CameraRefusal = app.aikotoba.core.CameraRefusal

/**
 * A grey picture: [height] rows of [width] bytes, [stride] bytes apart, that is upright after a turn of
 * [rotation] degrees clockwise (0, 90, 180 or 270).
 */
class Luma(val pixels: ByteArray, val width: Int, val height: Int, val stride: Int, val rotation: Int)

/** Keys that the device keeps behind a finger, a face or its screen lock. */
interface DeviceKeys {
    /** How the key stands now. Asks the person nothing. */
    fun standing(): DeviceKeyStanding

    /** Seals a fresh key of 32 bytes under the key store, after asking the person, and answers with it. */
    suspend fun make(prompt: KeyPrompt): KeyAnswer

    /** Opens the sealed key, after asking the person. */
    suspend fun fetch(prompt: KeyPrompt): KeyAnswer

    /** Forgets the key for good. */
    fun forget()
}

/** How a device key stands. */
enum class DeviceKeyStanding {
    /** There is one, and it can be asked for. */
    READY,

    /** There is none, and one can be made. */
    ABSENT,

    /** It is gone for good, as when a finger was added. */
    INVALIDATED,

    /** There is one that can't be asked for just now, as after too many wrong fingers. */
    UNAVAILABLE,

    /** None can be made: the device has no screen lock. */
    NOT_OFFERED,
}

/** What the system's own dialogue says. */
class KeyPrompt(val title: String, val cancel: String)

/** What came of asking for a key. */
sealed interface KeyAnswer {
    /** The key, 32 bytes. Whoever receives it overwrites it after use. */
    class Key(val bytes: ByteArray) : KeyAnswer

    /** The person changed their mind. */
    data object Cancelled : KeyAnswer

    /** It is gone for good. */
    data object Invalidated : KeyAnswer

    /** It can't be asked for just now. */
    data object Unavailable : KeyAnswer
}

/** Copying with a sensitive mark and an end. */
interface Clipboard {
    /** Copies a code, hidden from previews where the platform can, and clears it after so many seconds; `null`: never. */
    fun copySecret(text: String, clearAfterSeconds: Int?)

    /** The text that is there; `null` when there is none. Called only when the person asks to paste. */
    fun paste(): String?

    /** The picture that is there, as the bytes of a picture file; `null` when there is none. */
    fun pastePicture(): ByteArray? = null
}

/** What a device tells about its clock. */
class ClockSigns(
    /** Whether it sets its clock by itself; `null` when it doesn't say. */
    val automatic: Boolean?,
    /** What the network's clock says, and what the device's said at the same moment. */
    val network: Pair<Long, Long>?,
)

/** A file that the person chose. */
class PickedFile(val name: String?, val bytes: ByteArray)

/**
 * A folder for backups, on a disk or with a document provider. Each call has reached the storage when it
 * returns; one that fails throws a [FolderFailure]. They block, and are not called from the thread that draws.
 */
interface BackupFolder {
    /** What the person knows it by. */
    val name: String

    /** Its path where it is a plain folder; `null` with a document provider. */
    val path: File?

    /** Makes a new file, flushed; none is written over. */
    fun create(name: String, content: ByteArray)

    /** Reads a whole file of at most so many bytes, from the storage as far as the system allows. */
    fun read(name: String, most: Int): ByteArray

    /** Gives a file a name that no other has. */
    fun rename(from: String, to: String)

    /** Puts the file [fresh] in the place of [name], whose former file is kept as [former]. */
    fun replace(fresh: String, name: String, former: String)

    fun list(): List<String>

    fun remove(name: String)
}

/** Why a folder did not do what it was asked. */
class FolderFailure(val why: Why) : Exception() {
    /** The core's own causes. */
    enum class Why(val trouble: PlaceTrouble) {
        GONE(PlaceTrouble.GONE),
        MISSING(PlaceTrouble.MISSING),
        TAKEN(PlaceTrouble.TAKEN),
        FULL(PlaceTrouble.FULL),
        DENIED(PlaceTrouble.DENIED),
        TOO_LARGE(PlaceTrouble.TOO_LARGE),
        NAME(PlaceTrouble.NAME),
        DEVICE(PlaceTrouble.DEVICE),
    }
}
