import AikotobaCore

/// Keeps the screen on while at least one screen of the app needs it. One screen often replaces
/// another, so each says so for itself.
@MainActor final class ScreenOn {
  private let platform: any Platform
  private var users: Set<ObjectIdentifier> = []

  init(_ platform: any Platform) { self.platform = platform }

  /// Keeps the screen on for `user`, or does not need it for `user` any more.
  func keep(_ on: Bool, for user: AnyObject) {
    if on {
      users.insert(ObjectIdentifier(user))
    } else {
      users.remove(ObjectIdentifier(user))
    }
    platform.keepScreenOn(!users.isEmpty)
  }

  /// Keeps the screen on until the task is cancelled, but not for longer than the core says, in
  /// case the device was put away.
  func keepForSomeMinutes() async {
    // Each call is a user of its own: an earlier one may end later.
    let user = Call()
    keep(true, for: user)
    _ = await wait(millis: screenOnMillis())
    keep(false, for: user)
  }

  private final class Call {}
}
