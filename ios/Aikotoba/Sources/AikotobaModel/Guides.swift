import AikotobaCore
import Observation

/// The guide that the person follows. It is stored outside of the vault, so that it survives the end of
/// the process; only the core reads the stored text.
@MainActor @Observable public final class Guides {
  private let memory: ShellMemory

  /// The position in the guide; `nil` if no guide was begun.
  public private(set) var state: GuideState?

  init(_ memory: ShellMemory) {
    self.memory = memory
    state = kept()?.state()
  }

  func kept() -> SiteGuide? { guideOfText(text: memory.guide) }

  /// Whether the guide was visible when the app was locked or ended.
  var isOpen: Bool { memory.guideOpen && state != nil }

  func start(_ site: String) throws {
    keep(try SiteGuide.start(site: site))
    memory.guideOpen = true
  }

  /// Goes on with the guide in this text.
  func follow(_ text: String?) { if let guide = guideOfText(text: text) { keep(guide) } }

  func change(_ step: (SiteGuide) -> Void) {
    guard let guide = kept() else { return }
    step(guide)
    keep(guide)
  }

  /// What remains to be done at the site of this account.
  func after(_ account: AccountId?) -> GuideState? {
    guard let account, state?.account == account else { return nil }
    return state
  }

  func opened() { memory.guideOpen = true }

  /// The person left the guide, and can return to it from the list.
  func left() { memory.guideOpen = false }

  func end() {
    memory.guide = nil
    memory.guideOpen = false
    state = nil
  }

  private func keep(_ guide: SiteGuide) {
    memory.guide = guide.text()
    state = guide.state()
  }
}
