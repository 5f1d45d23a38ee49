package app.aikotoba.android

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ClipData
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import app.aikotoba.ui.SettingsPage

/** Opens a page of the system's settings, or their first page if the manufacturer removed it. */
fun openSettingsPage(activity: Activity, page: SettingsPage) {
    val intent = when (page) {
        SettingsPage.DATE_AND_TIME -> Intent(Settings.ACTION_DATE_SETTINGS)
        SettingsPage.APP_PERMISSIONS ->
            Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", activity.packageName, null))
        SettingsPage.SCREEN_LOCK -> Intent(Settings.ACTION_SECURITY_SETTINGS)
    }
    try {
        activity.startActivity(intent)
    } catch (_: ActivityNotFoundException) {
        activity.startActivity(Intent(Settings.ACTION_SETTINGS))
    }
}

/** Shares a text with other apps by the system's share sheet. */
fun shareText(activity: Activity, text: String) {
    val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
    activity.startActivity(Intent.createChooser(send, null))
}

/** Sends a file to an app that the person chooses. */
fun shareFile(activity: Activity, file: Uri) {
    val send = Intent(Intent.ACTION_SEND).setType("application/octet-stream").putExtra(Intent.EXTRA_STREAM, file)
    send.clipData = ClipData.newRawUri("", file)
    send.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
    activity.startActivity(Intent.createChooser(send, null))
}
