import AikotobaCore
import AikotobaModel
import SwiftUI

/// The ways to unlock the vault, the easiest first.
@MainActor struct UnlockScreen: View {
  @Bindable var model: UnlockModel

  var body: some View {
    Page {
      Sentence("unlock-title").heading(.title.bold()).padding(.top, 48)
      if let notice = model.state.notice {
        Note(Sentence(.ofUnlockNotice(of: notice)), icon: Icons.key)
      }
      switch model.way {
      case .passphrase: PasswordField("field-password", $model.typed) { model.unlock() }
      case .recovery:
        LineField("unlock-recovery-field", $model.typed, kind: .key) { model.unlock() }
      case .device, nil: EmptyView()
      }
      ErrorPanel(text: model.errorText)
      if model.isCostAsked {
        QuietButton("unlock-accept-cost") { model.acceptCost() }.disabled(model.busy)
      }
      if model.state.secondsLeft > 0 {
        let left = Fact.count(model.state.secondsLeft)
        Note(Sentence("unlock-wait", ["seconds": left]), icon: Icons.clock)
      }
      if model.busy { Working("opening-vault") }
      if let way = model.way {
        MainButton(Sentence(.ofWay(of: way)), icon: way == .device ? Icons.face : nil) {
          model.unlock()
        }
        .disabled(!model.canUnlock)
        .keyboardShortcut(.defaultAction)
      }
      if model.state.ways.isEmpty {
        QuietButton("action-again", icon: Icons.again) { model.lookAgain() }
      }
      Questions(.unlock)
      if model.canBeSetAside {
        QuietButton("start-restore", icon: Icons.restore) { model.restore() }
      }
      ForEach(model.state.ways.filter { $0 != model.way }, id: \.self) { way in
        QuietButton(Sentence(.ofWay(of: way))) { model.choose(way) }.disabled(model.busy)
      }
    }
    .task { await model.watch() }
  }
}
