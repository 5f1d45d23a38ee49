import AikotobaCore
import Observation

/// Makes automatic backups while the vault is unlocked. The core decides what is done and when.
@MainActor @Observable public final class AutomaticBackups {
  private unowned let app: AppModel
  private var watch: Task<Void, Never>?
  private var running = 0

  init(_ app: AppModel) { self.app = app }

  /// Whether one is being made or carried.
  public var isBusy: Bool { running > 0 }

  /// The vault was unlocked: records what became of the last backup, and makes the next one if it
  /// is due.
  @discardableResult
  func opened() -> Task<Void, Never> {
    Task { [vault = app.vault, now = app.platform.wallMillis()] in
      await record {
        try vault.settleAutomaticBackup(now: now)
        try vault.endCopiedAutomaticBackup(now: now)
      }
    }
  }

  /// The vault was changed, or a backup was asked for.
  func changed() {
    // Only waiting ends; a backup that is being made goes on.
    watch?.cancel()
    let step = next(isLeaving: false)
    let first = step == .prepare ? copied() : nil
    watch = Task { [weak self, step] in
      var (step, copied) = (step, first)
      while let millis = await self?.go(step, copied), await wait(millis: millis) {
        (step, copied) = (self?.next(isLeaving: false), nil)
      }
    }
  }

  /// The app leaves the foreground, or is about to be locked: makes a backup that is due now. What
  /// it needs is copied before this returns.
  @discardableResult
  func leave() -> Task<Void, Never>? {
    let step = next(isLeaving: true)
    guard Self.isWork(step) else { return nil }
    let copied = step == .prepare ? copied() : nil
    app.isAwake = true
    return Task { _ = await go(step, copied) }
  }

  /// A background task ended.
  public func delivered() async {
    await record { [vault = app.vault, now = app.platform.wallMillis()] in
      try vault.settleAutomaticBackup(now: now)
    }
  }

  /// Takes all steps that are due. Returns how long to wait before asking again, in milliseconds;
  /// `nil` until something changes.
  private func go(_ first: AutomaticBackupStep?, _ copied: BackupPreparation? = nil) async
    -> UInt32?
  {
    var (step, preparation) = (first, copied)
    while Self.isWork(step) {
      (running, app.isAwake) = (running + 1, true)
      if step == .prepare {
        await prepare(preparation ?? self.copied())
        preparation = nil
        // If the vault was locked meanwhile, what was prepared is carried.
        step = next(isLeaving: false) ?? .carry
      } else {
        if !(await app.platform.deliverBackup()) { app.platform.backgroundDelivery?.cancel() }
        await delivered()
        step = next(isLeaving: false)
      }
      (running, app.isAwake) = (running - 1, running > 1 || Self.isWork(step))
    }
    if case .wait(let millis) = step { return millis }
    return nil
  }

  private static func isWork(_ step: AutomaticBackupStep?) -> Bool {
    step == .prepare || step == .carry
  }

  private func prepare(_ preparation: BackupPreparation?) async {
    do {
      try await inBackground { try preparation?.finish() }
      app.platform.backgroundDelivery?.schedule()
    } catch {
      // The core has recorded why.
      app.backupsChanged()
    }
  }

  /// The next step; `nil` if the vault is locked.
  private func next(isLeaving: Bool) -> AutomaticBackupStep? {
    try? app.vault.nextAutomaticBackupStep(
      monotonicMillis: app.platform.monotonicMillis(), isLeaving: isLeaving)
  }

  private func copied() -> BackupPreparation? {
    try? app.vault.automaticBackup(now: app.platform.wallMillis())
  }

  /// Records something in the vault. What cannot be recorded now is recorded the next time.
  private func record(_ block: @escaping @Sendable () throws -> Void) async {
    try? await inBackground(block)
    app.backupsChanged()
  }
}
