import AikotobaCore
import AikotobaModel
import BackgroundTasks
import UIKit

/// The task of the system that carries an automatic backup while the app is suspended or locked.
@MainActor public final class RefreshTasks: BackgroundDelivery {
  /// As in `Info.plist`.
  public static let identifier = "app.aikotoba.backup"

  private var granted = UIBackgroundTaskIdentifier.invalid

  /// A request with the same identifier replaces an earlier one. If the person has turned off the
  /// background refresh of apps, the backup is carried when the app is opened again.
  public func schedule() {
    let request = BGAppRefreshTaskRequest(identifier: Self.identifier)
    request.earliestBeginDate = Date(
      timeIntervalSinceNow: Double(backupDeliveryRetryMillis()) / 1000)
    try? BGTaskScheduler.shared.submit(request)
  }

  public func cancel() {
    BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: Self.identifier)
  }

  /// The system grants some seconds after the app was left. What is not finished then is carried by
  /// the task.
  public func stayAwake(_ isAwake: Bool) {
    if isAwake && granted == .invalid {
      granted = UIApplication.shared.beginBackgroundTask { [weak self] in self?.stayAwake(false) }
    } else if !isAwake && granted != .invalid {
      UIApplication.shared.endBackgroundTask(granted)
      granted = .invalid
    }
  }

  /// Carries the prepared backup when the system runs the task. While the device is locked, the file
  /// next to the vault cannot be read.
  public func run(_ app: AppModel) async {
    let isReadable = UIApplication.shared.isProtectedDataAvailable
    let isToBeRepeated = isReadable ? await app.platform.deliverBackup() : true
    if isToBeRepeated { schedule() }
    await app.automatic.delivered()
  }
}
