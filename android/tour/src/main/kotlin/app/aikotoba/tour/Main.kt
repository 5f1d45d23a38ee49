package app.aikotoba.tour

import java.io.File
import java.util.Locale
import kotlin.system.exitProcess

/** `FOLDER PICTURE LANGUAGE`: runs through the main job with that photograph, and writes pictures of the screens. */
fun main(arguments: Array<String>) {
    val (folder, picture, language) = arguments
    val place = File(folder).absoluteFile.apply { mkdirs() }
    Locale.setDefault(Locale.forLanguageTag(language))
    Tour(place, File(picture)).walk()
    println("${place.path}: ${place.listFiles { file -> file.extension == "png" }.orEmpty().size} PNG")
    exitProcess(0)
}
