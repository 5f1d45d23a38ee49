package app.aikotoba.android

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import app.aikotoba.core.backupDeliveryRetryMillis
import app.aikotoba.ui.BackgroundDelivery
import app.aikotoba.ui.backup.deliverBackup
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

/**
 * Schedules [BackupJob]. It needs no permission: the job does not wait for a network, and it does not survive a restart of the device. The
 * app schedules it again when it is opened.
 */
class BackupJobs(private val context: Context) : BackgroundDelivery {
    private val scheduler get() = context.getSystemService(JobScheduler::class.java)

    override fun schedule() {
        // Scheduling it again would end a job that is running.
        if (scheduler.getPendingJob(ID) != null) return
        val job = JobInfo.Builder(ID, ComponentName(context, BackupJob::class.java))
            // A job without any condition is refused by earlier versions of Android.
            .setMinimumLatency(0)
            .setBackoffCriteria(backupDeliveryRetryMillis().toLong(), JobInfo.BACKOFF_POLICY_EXPONENTIAL)
            .build()
        scheduler.schedule(job)
    }

    override fun cancel() = scheduler.cancel(ID)

    private companion object {
        const val ID = 1
    }
}

/** Carries the prepared automatic backup to its place while the app may be closed or locked. It opens no vault and needs no key. */
class BackupJob : JobService() {
    private val scope = CoroutineScope(Dispatchers.IO)
    private var carrying: Job? = null

    override fun onStartJob(params: JobParameters): Boolean {
        val process = applicationContext as AikotobaApplication
        carrying = scope.launch {
            val isToBeRepeated = process.platform.deliverBackup(Dispatchers.IO)
            process.delivered()
            jobFinished(params, isToBeRepeated)
        }
        return true
    }

    /** The system needs the device for something else. What was carried so far is found the next time. */
    override fun onStopJob(params: JobParameters): Boolean {
        carrying?.cancel()
        return true
    }
}
