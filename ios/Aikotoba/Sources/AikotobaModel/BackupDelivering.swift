import AikotobaCore

/// A task of the system that carries a prepared backup later, also while the vault is locked.
@MainActor public protocol BackgroundDelivery: AnyObject {
  /// Asks the system to run the task when it allows it.
  func schedule()

  func cancel()

  /// The app works on a backup and asks not to be suspended meanwhile.
  func stayAwake(_ isAwake: Bool)
}

/// The delivery that began last. The app and a task of the system carry one after the other.
@MainActor private var last: Task<Bool, Never>?

extension Platform {
  public var backgroundDelivery: (any BackgroundDelivery)? { nil }

  /// Carries the prepared automatic backup to its place, if there is one. It needs neither the
  /// vault's key nor a password. Returns whether it failed and is to be tried again later; why is
  /// recorded next to the vault's file.
  public func deliverBackup() async -> Bool {
    let delivery = Task { [last] in
      _ = await last?.value
      return await carryBackup()
    }
    last = delivery
    return await delivery.value
  }

  private func carryBackup() async -> Bool {
    let (vault, kept, now) = (vault.path, backupFolder(), wallMillis())
    do {
      try await inBackground {
        guard let delivery = backupDelivery(vault: vault) else { return }
        let folder = kept?.address == delivery.place()?.address ? kept : nil
        if let path = folder?.path { return try delivery.carryToFolder(folder: path, now: now) }
        var answer: PlaceAnswer?
        while let request = try delivery.next(answer: answer, now: now) {
          answer = folder?.carryOut(request) ?? .failed(why: .gone)
        }
      }
      return false
    } catch {
      return true
    }
  }
}

extension AppModel {
  /// Whether the app asks not to be suspended.
  var isAwake: Bool {
    get { automatic.isBusy }
    set { platform.backgroundDelivery?.stayAwake(newValue) }
  }

  /// An automatic backup was recorded in the vault, or failed.
  func backupsChanged() {
    guard vault.isUnlocked() else { return }
    changed()
    top?.backupsChanged()
  }

  /// A task that waited does not survive everything: schedules it again for what was left.
  func scheduleLeftDelivery() {
    guard let delivery = platform.backgroundDelivery else { return }
    Task { [path = platform.vault.path] in
      let isLeft = try? await inBackground { backupDelivery(vault: path) != nil }
      if isLeft == true { delivery.schedule() }
    }
  }
}

extension BackupFolder {
  /// The folder as the vault stores it.
  var place: ChosenPlace { ChosenPlace(name: name, address: address, kind: .folder) }
}
