package app.aikotoba.desktop

import app.aikotoba.ui.Camera
import app.aikotoba.ui.CameraError
import app.aikotoba.ui.CameraEvent
import app.aikotoba.ui.Luma
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import java.awt.image.BufferedImage
import java.io.DataInputStream
import java.io.EOFException
import java.io.File

/**
 * A webcam read by `ffmpeg`, which supports all Video4Linux devices and writes plain grey frames to its standard output. Tests use another
 * source.
 */
class Webcam(private val source: List<String>, private val width: Int = WIDTH, private val height: Int = HEIGHT) :
    PictureCamera(),
    Camera {
    override fun next(): BufferedImage? = null

    override fun frames(): Flow<CameraEvent> =
        flow {
            val size = "scale=$width:$height:force_original_aspect_ratio=increase,crop=$width:$height"
            val command = listOf("ffmpeg", "-loglevel", "quiet") + source + listOf("-vf", size, "-pix_fmt", "gray", "-f", "rawvideo", "-")
            val program = runCatching { ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start() }.getOrNull()
            if (program == null) {
                emit(CameraEvent.Failed(CameraError.FAILED))
                return@flow
            }
            try {
                val pixels = DataInputStream(program.inputStream.buffered(width * height))
                val frame = ByteArray(width * height)
                while (true) {
                    pixels.readFully(frame)
                    show(frame, width, height)
                    emit(CameraEvent.Frame(Luma(frame, width, height, width, 0)))
                    // Frames that came while the previous one was read are old; the next one should be fresh.
                    while (pixels.available() >= 2 * frame.size) pixels.skipBytes(frame.size)
                }
            } catch (_: EOFException) {
                emit(CameraEvent.Failed(CameraError.IN_USE))
            } finally {
                program.destroy()
            }
        }.flowOn(Dispatchers.IO)

    companion object {
        private const val WIDTH = 1280
        private const val HEIGHT = 720

        /** The first Video4Linux webcam; `null` if there is none, or no `ffmpeg`. */
        fun find(): Webcam? {
            val device = File("/dev").listFiles { file -> file.name.matches(Regex("video\\d+")) && file.canRead() }.orEmpty().minOrNull()
            val path = System.getenv("PATH").orEmpty().split(File.pathSeparator)
            return device?.takeIf { path.any { File(it, "ffmpeg").canExecute() } }?.let { Webcam(listOf("-f", "v4l2", "-i", it.path)) }
        }
    }
}
