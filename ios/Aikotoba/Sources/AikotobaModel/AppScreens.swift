import AikotobaCore

extension AppModel {
  public var settings: SettingsState { preferred.settings }
  public var speech: MessageTexts { preferred.speech }
  public var top: Model? { screens.top }

  public func lock() {
    automatic.leave()
    vault.lock()
    askToUnlock()
  }

  /// Goes back to the list of codes and closes all other screens.
  func showCodes() {
    screens.closeAllButFirst()
    if top is CodesModel { return }
    do { screens.startWith(try CodesModel(of: self)) } catch { askToUnlock() }
  }

  /// The app became invisible.
  public func hidden() {
    sight.lost(self)
    automatic.leave()
  }

  /// The app became visible again.
  public func shown() { sight.regained(self) }

  func push(_ model: Model) { screens.push(model) }

  func replace(_ model: Model) { screens.replace(model) }

  @discardableResult
  public func back() -> Bool { screens.back() }

  /// Replaces all screens by one.
  func startWith(_ model: Model) { screens.startWith(model) }

  /// Opens a screen that reads the vault. If the vault was locked meanwhile, the unlock screen is
  /// shown instead.
  func push(_ make: () throws -> Model) {
    do {
      push(try make())
    } catch {
      if let failure = error as? Failure, failure != .Locked {
        message = Message(speech.tell(failure).happened)
      } else {
        askToUnlock()
      }
    }
  }

  /// The device's settings changed, perhaps its language.
  public func deviceChanged() { preferred.deviceChanged() }

  func refreshSettings() throws { try preferred.readFrom(vault) }

  /// Something was shared with the app, or a link was opened.
  public func receive(_ incoming: Incoming) {
    let isAsking = (top as? HealthModel)?.isQuestion == true
    let open = vault.presence() == .vault && vault.isUnlocked() && !isAsking
    waiting = open ? nil : .both(waiting, incoming)
    if open { take(incoming, .otherApp) }
  }

  /// Shows it on the scan screen. What another app sent waits there for a confirmation.
  func take(_ incoming: Incoming, _ from: Provenance) {
    let scan = top as? ScanModel ?? ScanModel(self, withCamera: false)
    if top !== scan { push(scan) }
    scan.read(incoming, from)
  }
}
