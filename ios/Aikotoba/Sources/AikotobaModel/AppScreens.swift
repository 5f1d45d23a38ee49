import AikotobaCore

extension AppModel {
  public var settings: SettingsState { preferred.settings }
  public var speech: MessageTexts { preferred.speech }
  public var top: Model? { screens.top }

  public func lock() {
    vault.lock()
    askToUnlock()
  }

  /// Back to the list; screens above it are closed.
  func toCodes() {
    screens.toFirst()
    if top is CodesModel { return }
    do { screens.startWith(try CodesModel(of: self)) } catch { askToUnlock() }
  }

  /// The app went out of sight.
  public func hidden() { sight.lost(self) }

  /// The app came back into sight.
  public func shown() { sight.regained(self) }

  func push(_ model: Model) { screens.push(model) }

  func replace(_ model: Model) { screens.replace(model) }

  @discardableResult
  public func back() -> Bool { screens.back() }

  /// Leaves all screens for another.
  func startWith(_ model: Model) { screens.startWith(model) }

  /// Opens a screen that reads the vault; where it was locked meanwhile, that is shown instead.
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

  /// The device was set differently, perhaps to another language.
  public func deviceChanged() { preferred.deviceChanged() }

  func refreshSettings() throws { try preferred.readFrom(vault) }

  /// Something was shared with the app, or a link was opened.
  public func receive(_ incoming: Incoming) {
    let isAsking = (top as? HealthModel)?.isQuestion == true
    let open = vault.presence() == .vault && vault.isUnlocked() && !isAsking
    waiting = open ? nil : .both(waiting, incoming)
    if open { take(incoming, .elsewhere) }
  }

  /// Reads something on the scan screen. What another app sent waits there for a yes.
  func take(_ incoming: Incoming, _ from: Provenance) {
    let scan = top as? ScanModel ?? ScanModel(self, withCamera: false)
    if top !== scan { push(scan) }
    scan.read(incoming, from)
  }
}
