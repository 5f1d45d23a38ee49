import AikotobaCore

extension RestoreModel {
  @discardableResult
  public func pick() -> Task<Void, Never> {
    act { [self] in
      if let file = await platform.pickBackupFile() { try read(file) }
    }
  }

  /// Takes a file that was chosen on another screen.
  func take(_ file: PickedFile) { quietly { try read(file) } }

  private func read(_ file: PickedFile) throws {
    let opening = try BackupOpening.ofFile(name: file.name, bytes: file.bytes)
    opening.knownTo(vault: vault)
    self.opening = opening
    fileName = file.name ?? ""
  }

  @discardableResult
  public func open() -> Task<Void, Never> {
    act { [self] in
      guard let opening else { return }
      let opened = try await inBackground { [password] in try opening.finish(password: password) }
      password = ""
      if rehearsing { try rehearse(opened) } else { try show(opened.plan(vault: vault)) }
    }
  }

  private func rehearse(_ opened: OpenedBackup) throws {
    let found = try opened.rehearse(vault: vault)
    rehearsal = RehearsalText(
      text: app.speech.say(found.phrase), complete: found.outcome == .complete)
  }
}

extension BackupModel {
  public func rehearse() { app.push(RestoreModel(app, rehearsing: true)) }

  /// Opens the newest backup as a check.
  public func check() { app.push { try RehearsalModel(of: app) } }

  /// Shows what other devices saved into the folder.
  public func otherDevices() { if let folder { app.push(OtherDevicesModel(app, folder)) } }

  /// Opens the screen of automatic backups.
  public func automatically() { app.push { try AutomaticBackupModel(of: app) } }
}
