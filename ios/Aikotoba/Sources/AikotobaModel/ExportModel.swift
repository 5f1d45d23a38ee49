import AikotobaCore
import Foundation
import Observation

/// All accounts for another app or on paper. The vault is locked first, so that only a person who
/// can unlock it takes the keys out.
@MainActor @Observable public final class ExportModel: Model {
  public private(set) var state: ExportState

  public let proof: OwnerProof

  /// The QR code on the screen.
  public private(set) var matrix: QrPicture?
  private var codes: SharedKeys?

  init(of app: AppModel) throws {
    state = try app.vault.exportState()
    proof = try OwnerProof(app)
    super.init(app)
  }

  public var canGoOn: Bool {
    !busy && (state.step != .confirm || proof.isTyped)
  }

  public func choose(_ target: ExportTarget) {
    quietly { state = try vault.exportReview(target: target) }
  }

  @discardableResult
  public func goOn() -> Task<Void, Never>? {
    guard canGoOn else { return nil }
    if state.step == .confirm { return export() }
    go(.goOn)
    return nil
  }

  public func nextCode() { go(.nextCode) }

  public func previousCode() { go(.previousCode) }

  private func go(_ action: ExportAction) {
    guard let next = exportAfter(state: state, action: action) else { return }
    state = next
    matrix = next.code.flatMap { codes?.qr(at: $0.at) }
  }

  private func export() -> Task<Void, Never> {
    act { [self] in
      guard let target = state.target else { return }
      guard try await proof.prove() else { return keyNotGiven() }
      let words = app.speech.words
      let keys = try await inBackground { [vault, now] in
        try vault.exportKeys(target: target, words: words, now: now)
      }
      try await write(keys, exportFileName(target: target))
    }
  }

  private func write(_ keys: SharedKeys, _ name: String?) async throws {
    guard let name else {
      codes = keys
      return go(.shown(total: keys.count()))
    }
    do {
      let content = Data((keys.text(at: 0) ?? "").utf8)
      if try await platform.saveFile(name, content) { go(.saved) }
    } catch let failure as FolderFailure {
      failed(placeFailure(why: failure.cause))
    }
  }

  override func failed(_ failure: Failure) {
    super.failed(failure)
    proof.typed = ""
  }

  public override var hasOwnBack: Bool { state.step != .choose && state.step != .saved }

  override func stepBack() -> Bool {
    if busy { return true }
    let before = exportAfter(state: state, action: .back)
    (codes, matrix, errorText) = (nil, nil, nil)
    proof.typed = ""
    if let before { state = before }
    return before != nil
  }

  /// If it is closed after a wrong password, the vault stays locked.
  override func close() {
    (codes, matrix) = (nil, nil)
    proof.typed = ""
    if !vault.isUnlocked() { app.askToUnlock() }
  }
}
