import Observation

/// The screens of the app, the one in sight last.
@MainActor @Observable public final class ScreenStack {
  public private(set) var models: [Model] = []

  /// The model of the screen on top.
  public var top: Model? { models.last }

  func push(_ model: Model) { models.append(model) }

  /// Puts a screen in the place of the one on top: back leads past it.
  func replace(_ model: Model) {
    models.popLast()?.close()
    models.append(model)
  }

  /// Goes back by one step or screen; `false` when there is none.
  @discardableResult
  public func back() -> Bool {
    if top?.stepBack() == true { return true }
    if models.count < 2 { return false }
    drop()
    return true
  }

  /// Back to the first screen; screens above it are closed.
  func toFirst() { leave(to: 1) }

  /// Leaves the screens above the first ones, so many of which stay.
  public func leave(to count: Int) { while models.count > max(count, 1) { drop() } }

  /// Leaves all screens for another.
  func startWith(_ model: Model) {
    for model in models { model.close() }
    models = [model]
  }

  private func drop() {
    models.popLast()?.close()
    top?.shownAgain()
  }
}
