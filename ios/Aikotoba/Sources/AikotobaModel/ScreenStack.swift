import Observation

/// The stack of screens, the visible one last.
@MainActor @Observable public final class ScreenStack {
  public private(set) var models: [Model] = []

  /// The model of the screen on top.
  public var top: Model? { models.last }

  func push(_ model: Model) { models.append(model) }

  /// Replaces the screen on top; going back skips the replaced one.
  func replace(_ model: Model) {
    models.popLast()?.close()
    models.append(model)
  }

  /// Goes back one step or screen; `false` if there is none.
  @discardableResult
  public func back() -> Bool {
    if top?.stepBack() == true { return true }
    if models.count < 2 { return false }
    drop()
    return true
  }

  /// Goes back to the first screen and closes all others.
  func closeAllButFirst() { leave(to: 1) }

  /// Closes all screens except the first `count`.
  public func leave(to count: Int) { while models.count > max(count, 1) { drop() } }

  /// Replaces all screens by one.
  func startWith(_ model: Model) {
    for model in models { model.close() }
    models = [model]
  }

  private func drop() {
    models.popLast()?.close()
    top?.shownAgain()
  }
}
