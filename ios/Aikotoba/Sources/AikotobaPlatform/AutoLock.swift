import AikotobaCore
import AikotobaModel
import Foundation
import UIKit

/// Locks the vault when the device is locked, and in the background after the core's time limit.
/// The key therefore does not stay in memory until the app is opened again.
@MainActor public final class AutoLock {
  private let app: AppModel
  private var watch: Task<Void, Never>?
  private var granted = UIBackgroundTaskIdentifier.invalid
  private var deviceLocks: (any NSObjectProtocol)?

  public init(_ app: AppModel) {
    self.app = app
    deviceLocks = NotificationCenter.default.addObserver(
      forName: UIApplication.protectedDataWillBecomeUnavailableNotification, object: nil,
      queue: .main
    ) { [weak self] _ in
      // The observer is registered for the main queue.
      MainActor.assumeIsolated { self?.lockNow() }
    }
  }

  /// The app became visible again.
  public func shown() {
    watch?.cancel()
    giveBack()
    app.shown()
  }

  /// The app became invisible. Running writes are finished within the background time that the
  /// system grants. After that time the vault is locked whatever the settings say, because a
  /// suspended app cannot lock it.
  public func hidden() {
    app.hidden()
    watch?.cancel()
    giveBack()
    granted = UIApplication.shared.beginBackgroundTask { [weak self] in self?.lockNow() }
    let left = app.platform.monotonicMillis()
    watch = Task { [weak self] in
      while let millis = self?.nextCheck(left) {
        try? await Task.sleep(for: .milliseconds(Int64(millis)))
        if Task.isCancelled { return }
      }
      self?.lockNow()
    }
  }

  private func nextCheck(_ left: MonotonicMillis) -> UInt32? {
    guard app.vault.isUnlocked() else { return nil }
    return nextLockCheck(
      autoLock: app.settings.settings.autoLock, leftMillis: left,
      nowMillis: app.platform.monotonicMillis())
  }

  /// Locks the vault, which waits for a running transaction, and closes the file: a file under
  /// complete protection cannot be open while the device is locked.
  private func lockNow() {
    if app.vault.isUnlocked() { app.lock() }
    app.vault.release()
    giveBack()
  }

  private func giveBack() {
    if granted != .invalid { UIApplication.shared.endBackgroundTask(granted) }
    granted = .invalid
  }
}
