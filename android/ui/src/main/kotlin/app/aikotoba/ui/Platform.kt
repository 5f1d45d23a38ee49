package app.aikotoba.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontFamily
import app.aikotoba.core.DeviceKeyBinding
import app.aikotoba.core.PlaceFailure
import app.aikotoba.core.ScanFeedback
import kotlinx.coroutines.flow.Flow
import java.io.File

/**
 * What only a platform can do: cameras, pickers, keys, files. It decides nothing. `android/app` and `android/desktop` implement it, and
 * tests have their own implementation.
 *
 * Suspending functions may be called from the main thread and never block it.
 */
interface Platform {
    /** The vault file, in an existing folder that only this app can read. */
    val vault: File

    /** The bundled fonts. */
    val fonts: Fonts

    /** Small values that are needed while the vault is locked. They contain no secrets. */
    val preferences: Preferences

    /** The camera; `null` if the device has none. */
    val camera: Camera?

    /** The key store with a biometric prompt or the screen lock; `null` if there is none. */
    val deviceKeys: DeviceKeys?

    val clipboard: Clipboard

    /** The clock for codes, in milliseconds since 1970-01-01T00:00:00Z. */
    fun wallMillis(): Long

    /** Milliseconds since the device started, including sleep. Nobody can set this clock. */
    fun monotonicMillis(): Long

    /** What the device reports about its clock. */
    fun clockSigns(): ClockSigns

    /** The device's language as a BCP 47 tag, such as `ja-JP`. */
    fun deviceLanguage(): String

    /** Lets the person choose a picture. Returns its bytes, or `null` if none was chosen. */
    suspend fun pickPicture(): ByteArray?

    /** Lets the person choose a backup folder that stays accessible; `null` if none was chosen. */
    suspend fun pickBackupFolder(): BackupFolder?

    /** Whether [pickBackupDocument] is possible. */
    val canSaveToDocument: Boolean get() = false

    /** Lets the person choose a place for a new document that stays accessible; `null` if none was chosen. */
    suspend fun pickBackupDocument(name: String): BackupDocument? = null

    /** The place chosen earlier; `null` if there is none or it is no longer accessible. Not for the main thread: it asks another app. */
    fun backupPlace(): BackupDestination?

    /** Carries a prepared backup later, also if the app is ended meanwhile; `null` if the platform has no such jobs. */
    val backgroundDelivery: BackgroundDelivery? get() = null

    /** Whether other programs on this device open the same vault. */
    val isVaultShared: Boolean get() = false

    /** Lets the person choose a file to restore from; `null` if none was chosen. */
    suspend fun pickBackupFile(): PickedFile?

    /** Lets the person choose a place for a new file and writes it; `false` if none was chosen. Throws a [FolderFailure] if it fails. */
    suspend fun saveFile(name: String, content: ByteArray): Boolean

    /** Shares a text with other apps or people. */
    suspend fun share(text: String)

    /** Keeps the screen on, or lets it turn off after its usual time. */
    fun keepScreenOn(on: Boolean)

    /** Signals that the camera has read a QR code, in a way that the person chose. */
    fun signal(feedback: ScanFeedback)

    /** Whether [shareBackup] is possible. */
    val canShareBackups: Boolean get() = false

    /** Lets the person choose an app and hands it a backup file. What that app does with it is not known. */
    suspend fun shareBackup(name: String, content: ByteArray) = Unit

    /** Opens a page of the device's settings. */
    fun openSettings(page: SettingsPage)

    /** Allows or forbids screenshots. Called at the start and when the setting changes. */
    fun allowScreenshots(allowed: Boolean)

    /** Applies a language to the whole app if the platform supports it: `ja`, `en`, or `null` for the device's language. */
    fun applyLanguage(tag: String?)
}

/** A job of the system that calls [app.aikotoba.ui.backup.deliverBackup] later, again after a failure, and while the vault is locked. */
interface BackgroundDelivery {
    /** Starts the job as soon as possible, unless it is already waiting. */
    fun schedule()

    fun cancel()
}

/** The bundled fonts: [text] for text, [digits] with digits of equal width. */
class Fonts(val text: FontFamily, val digits: FontFamily)

/** A page of the device's settings. */
enum class SettingsPage { DATE_AND_TIME, APP_PERMISSIONS, SCREEN_LOCK }

/** Small values by name, stored outside of the vault. */
interface Preferences {
    fun read(name: String): String?

    /** Stores a value; `null` deletes it. The change has reached the storage when this returns, except on the main thread, which never waits for it. */
    fun write(name: String, value: String?)
}

/** A camera that delivers grey frames. */
interface Camera {
    /** Whether it has a light. */
    val hasTorch: Boolean

    /** Whether the preview is mirrored, as that of a camera that faces the person. */
    val isMirrored: Boolean get() = false

    /** Whether it can be used without asking for permission. */
    val isAllowed: Boolean get() = true

    /**
     * The camera's frames until the collector stops. A frame that comes while the previous one is processed is dropped. Asks for permission
     * first if necessary. The light is off at first.
     */
    fun frames(): Flow<CameraEvent>

    fun setTorch(on: Boolean)

    /** Focuses on a point of the upright picture: 0 is left or top, 1 is right or bottom. */
    fun focusAt(x: Float, y: Float)

    /** Shows the upright camera picture. It fills the space; the excess is cropped equally on both sides. */
    @Composable
    fun Preview(modifier: Modifier)
}

/** An event of a camera. */
sealed interface CameraEvent {
    /** A frame. It is valid until the next one is requested. */
    class Frame(val luma: Luma) : CameraEvent

    /** There will be no frames. */
    class Failed(val why: CameraError) : CameraEvent
}

/** Why a camera gives no frames, as the core's causes. */
typealias CameraError = app.aikotoba.core.CameraError

/**
 * A grey picture: [height] rows of [width] bytes, [stride] bytes apart. A clockwise rotation of [rotation] degrees (0, 90, 180 or 270)
 * makes it upright.
 */
class Luma(val pixels: ByteArray, val width: Int, val height: Int, val stride: Int, val rotation: Int)

/** The key that the device protects with a biometric prompt or its screen lock. */
interface DeviceKeys {
    /** The present status of the key. It does not ask the person. Secure hardware is slow: not for the main thread. */
    fun status(): DeviceKeyStatus

    /** Makes a new key of 32 bytes with this binding, stores it encrypted after asking the person, and returns it. */
    suspend fun make(prompt: KeyPrompt, binding: DeviceKeyBinding): KeyAnswer

    /** Decrypts the stored key after asking the person. */
    suspend fun fetch(prompt: KeyPrompt): KeyAnswer

    /** Deletes the key. */
    fun forget()
}

/** The status of a device key. */
enum class DeviceKeyStatus {
    /** The key exists and can be requested. */
    READY,

    /** There is no key, and one can be made. */
    ABSENT,

    /** The key is lost for good, as when a fingerprint was added. */
    INVALIDATED,

    /** The key exists and cannot be requested now, as after too many wrong fingerprints. */
    UNAVAILABLE,

    /** No key can be made: the device has no screen lock. */
    NOT_OFFERED,
}

/** The texts of the system's dialogue. */
class KeyPrompt(val title: String, val cancel: String)

/** The result of requesting a key. */
sealed interface KeyAnswer {
    /** The key, 32 bytes. The receiver overwrites it after use. */
    class Key(val bytes: ByteArray) : KeyAnswer

    /** The person cancelled. */
    data object Cancelled : KeyAnswer

    /** The key is lost for good. */
    data object Invalidated : KeyAnswer

    /** The key cannot be requested now. */
    data object Unavailable : KeyAnswer
}

/** The clipboard. Copied codes are marked as sensitive and cleared after a time. */
interface Clipboard {
    /** Copies a code, hidden from previews if possible. Clears it after [clearAfterSeconds]; `null` is never. */
    fun copySecret(text: String, clearAfterSeconds: Int?)

    /** When another app copied what is in the clipboard, from its description alone; `null` if unknown or nothing. Its content is not read. */
    fun copiedAt(): Long? = null

    /** The text in the clipboard; `null` if there is none. Called only when the person asks to paste. */
    fun paste(): String?

    /** The picture in the clipboard, as the bytes of a picture file; `null` if there is none. */
    fun pastePicture(): ByteArray? = null
}

/** What a device reports about its clock. */
class ClockSigns(
    /** Whether it sets its clock automatically; `null` if unknown. */
    val automatic: Boolean?,
    /** The network's clock, and the device's clock at the same moment. */
    val network: Pair<Long, Long>?,
)

/** A file that the person chose. */
class PickedFile(val name: String?, val bytes: ByteArray)

/**
 * A place for backups, on a disk or with a document provider. Each change has reached the storage when the call returns; a call that fails
 * throws a [FolderFailure]. Calls block and must not be made on the main thread.
 */
sealed interface BackupDestination {
    /** The name that the person knows; empty if it is not known now. */
    val name: String

    /** How the platform finds it again: its path, or the URI of a document or document tree. Empty for a folder in memory. */
    val address: String
}

/** One document of a document provider. */
interface BackupDocument : BackupDestination {
    /** Reads the whole document of at most [most] bytes. */
    fun read(most: Int): ByteArray

    /** Replaces the whole content. If this is interrupted, the document may hold a part of it or nothing. */
    fun overwrite(content: ByteArray)
}

/** A folder. */
interface BackupFolder : BackupDestination {
    /** The path of a plain folder; `null` with a document provider. */
    val path: File?

    override val address: String get() = path?.path.orEmpty()

    /** Creates a new file and flushes it. It never overwrites a file. */
    fun create(name: String, content: ByteArray)

    /** Reads a whole file of at most [most] bytes, from the storage as far as the system allows. */
    fun read(name: String, most: Int): ByteArray

    /** Renames a file to an unused name. */
    fun rename(from: String, to: String)

    /** Replaces the file [name] by [fresh]; the previous file is kept as [former]. */
    fun replace(fresh: String, name: String, former: String)

    fun list(): List<String>

    fun remove(name: String)
}

/** Why a folder did not do what was requested. */
class FolderFailure(val why: Reason) : Exception() {
    /** The core's causes. */
    enum class Reason(val cause: PlaceFailure) {
        GONE(PlaceFailure.GONE),
        MISSING(PlaceFailure.MISSING),
        TAKEN(PlaceFailure.TAKEN),
        FULL(PlaceFailure.FULL),
        DENIED(PlaceFailure.DENIED),
        TOO_LARGE(PlaceFailure.TOO_LARGE),
        NAME(PlaceFailure.NAME),
        DEVICE(PlaceFailure.DEVICE),
    }
}
