package app.aikotoba.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import app.aikotoba.core.DeviceKeyBinding
import app.aikotoba.core.ScanFeedback
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import java.io.File
import java.nio.file.Files

/** A device in memory with a real vault in a temporary folder, and with clocks that tests set. */
class FakePlatform(private val language: String = "ja", home: File = Files.createTempDirectory("aikotoba").toFile()) : Platform {
    override val vault = File(home, "vault.aikotoba")
    override val fonts =
        Fonts(
            FontFamily(
                Font("fonts/NotoSansJP-400Regular.ttf", FontWeight.Normal),
                Font("fonts/NotoSansJP-600SemiBold.ttf", FontWeight.SemiBold),
            ),
            FontFamily(Font("fonts/Inter-500Medium.ttf", FontWeight.Medium)),
        )
    override val preferences =
        object : Preferences {
            private val values = HashMap<String, String>()

            override fun read(name: String) = values[name]

            override fun write(name: String, value: String?) {
                if (value == null) values -= name else values[name] = value
            }
        }
    override var camera: Camera? = null
    override var deviceKeys: DeviceKeys? = null
    var copied: String? = null
    var toPaste: String? = null
    var copiedAt: Long? = null
    override val backgroundDelivery = FakeDelivery()
    override var isVaultShared = false
    var isScreenKeptOn = false
    override val clipboard =
        object : Clipboard {
            override fun copySecret(text: String, clearAfterSeconds: Int?) {
                copied = text
            }

            override fun copiedAt() = copiedAt

            override fun paste() = toPaste
        }

    /** 2026-11-24, 18:15 in Tokyo, ten seconds into a period. */
    var wall = 1_795_511_710_000L
    var monotonic = 60_000L
    var picture: ByteArray? = null
    var folder: BackupFolder? = null
    var file: PickedFile? = null
    private var askedForFile: CompletableDeferred<PickedFile?>? = null
    private var askedForFolder: CompletableDeferred<BackupFolder?>? = null

    /** The picker stays open until the test answers. */
    fun asksForFile() = CompletableDeferred<PickedFile?>().also { askedForFile = it }

    fun asksForFolder() = CompletableDeferred<BackupFolder?>().also { askedForFolder = it }

    var opened: SettingsPage? = null

    override fun wallMillis() = wall

    override fun monotonicMillis() = monotonic

    override fun clockSigns() = ClockSigns(automatic = true, network = null)

    override fun deviceLanguage() = language

    override suspend fun pickPicture() = picture

    override suspend fun pickBackupFolder() = askedForFolder?.await() ?: folder

    /** The folder that was chosen before. */
    var keptFolder: BackupDestination? = null
    var document: BackupDocument? = null
    override val canSaveToDocument get() = document != null

    override suspend fun pickBackupDocument(name: String) = document

    override fun backupPlace(): BackupDestination? = keptFolder

    /** What happens while the picker is open. */
    var picking: () -> Unit = {}

    override suspend fun pickBackupFile() = askedForFile?.await() ?: file.also { picking() }

    var saved: Pair<String, ByteArray>? = null

    /** Whether the person chooses a place for a file. */
    var savesFile: () -> Boolean = { true }

    override suspend fun saveFile(name: String, content: ByteArray): Boolean {
        if (!savesFile()) return false
        saved = name to content
        return true
    }

    override suspend fun share(text: String) = Unit

    override var canShareBackups = false

    /** What was handed to another app. */
    var shared: PickedFile? = null

    override suspend fun shareBackup(name: String, content: ByteArray) {
        shared = PickedFile(name, content)
    }

    /** The signals for codes that were read. */
    val signals = mutableListOf<ScanFeedback>()

    override fun signal(feedback: ScanFeedback) {
        if (feedback != ScanFeedback.OFF) signals += feedback
    }

    override fun keepScreenOn(on: Boolean) {
        isScreenKeptOn = on
    }

    override fun openSettings(page: SettingsPage) {
        opened = page
    }

    override fun allowScreenshots(allowed: Boolean) = Unit

    override fun applyLanguage(tag: String?) = Unit
}

/** A camera that sends the events of a test. */
class FakeCamera(private vararg val events: CameraEvent) : Camera {
    override val hasTorch = false

    override fun frames(): Flow<CameraEvent> = events.asIterable().asFlow()

    override fun setTorch(on: Boolean) = Unit

    override fun focusAt(x: Float, y: Float) = Unit

    @Composable
    override fun Preview(modifier: Modifier) = Unit
}

/** A key store with one key. */
class FakeKeys(var now: DeviceKeyStatus = DeviceKeyStatus.READY) : DeviceKeys {
    private val key = ByteArray(32) { it.toByte() }

    override fun status() = now

    /** How often the device's own dialogue was shown for a new key. */
    var asked = 0

    /** What the keys were bound to that were made. */
    val bindings = ArrayList<DeviceKeyBinding>()

    /** Whether the person cancels the dialogues. */
    var declines = false

    override suspend fun make(prompt: KeyPrompt, binding: DeviceKeyBinding): KeyAnswer {
        asked++
        if (declines) return KeyAnswer.Cancelled
        bindings += binding
        now = DeviceKeyStatus.READY
        return KeyAnswer.Key(key.copyOf())
    }

    override suspend fun fetch(prompt: KeyPrompt) = if (declines) KeyAnswer.Cancelled else KeyAnswer.Key(key.copyOf())

    override fun forget() {
        now = DeviceKeyStatus.ABSENT
    }
}

/** A background job that tests start. */
class FakeDelivery : BackgroundDelivery {
    var isScheduled = false

    override fun schedule() {
        isScheduled = true
    }

    override fun cancel() {
        isScheduled = false
    }
}

/** A folder in memory that only the shell can access. It can be full, or report a failure after doing what was requested. */
class FakeFolder(var full: Boolean = false, private val complains: Boolean = false) : BackupFolder {
    val files = LinkedHashMap<String, ByteArray>()
    override val name = "USB"
    var diskPath: File? = null
    override val path: File? get() = diskPath
    override var address = "content://usb"

    override fun create(name: String, content: ByteArray) {
        if (full) throw FolderFailure(FolderFailure.Reason.FULL)
        files[name] = content
    }

    override fun read(name: String, most: Int) = files[name] ?: throw FolderFailure(FolderFailure.Reason.MISSING)

    override fun rename(from: String, to: String) {
        files[to] = files.remove(from) ?: throw FolderFailure(FolderFailure.Reason.MISSING)
        if (complains) throw FolderFailure(FolderFailure.Reason.DEVICE)
    }

    override fun replace(fresh: String, name: String, former: String) {
        files[name]?.let { files[former] = it }
        rename(fresh, name)
    }

    override fun list() = if (complains) throw FolderFailure(FolderFailure.Reason.DEVICE) else files.keys.toList()

    override fun remove(name: String) {
        files -= name
    }
}

/** A document in memory. Only [most] bytes of a write arrive. */
class FakeDocument(var content: ByteArray = byteArrayOf(), var most: Int = Int.MAX_VALUE) : BackupDocument {
    override val name = "Drive/aikotoba-backup.age"
    override val address = "content://drive/1"

    override fun read(most: Int) = content

    override fun overwrite(content: ByteArray) {
        this.content = content.copyOf(minOf(most, content.size))
        if (most < content.size) throw FolderFailure(FolderFailure.Reason.DEVICE)
    }
}
