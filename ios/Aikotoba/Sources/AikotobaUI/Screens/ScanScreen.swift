import AikotobaCore
import AikotobaModel
import SwiftUI

/// The camera's picture, the codes in it, and the other ways to add an account.
@MainActor struct ScanScreen: View {
  let model: ScanModel

  var body: some View {
    GeometryReader { space in
      let isWide = space.size.width > space.size.height
      let layout =
        isWide ? AnyLayout(HStackLayout(spacing: 16)) : AnyLayout(VStackLayout(spacing: 0))
      layout {
        if model.live.isOn {
          CameraFinder(model: model)
            .frame(maxHeight: isWide ? .infinity : space.size.height * 0.55)
            .padding(.horizontal, 16)
        }
        Page { ScanResults(model: model) }
      }
    }
    .titled("scan-title")
    .toolbar {
      if model.live.hasTorch {
        ToolbarItem(placement: .primaryAction) {
          IconButton(
            model.live.torch ? "scan-torch-off" : "scan-torch-on",
            icon: model.live.torch ? Icons.torch : Icons.torchOff
          ) {
            model.live.switchTorch()
          }
        }
      }
    }
    .task { await model.watch() }
    .dropDestination(for: Data.self) { pictures, _ in
      model.read(.several(pictures.map { .picture($0) }), .otherApp)
      return true
    }
  }
}

/// The camera's picture; a touch focuses there.
@MainActor private struct CameraFinder: View {
  let model: ScanModel

  var body: some View {
    GeometryReader { space in
      ZStack(alignment: .bottom) {
        if let source = model.live.source as? any PreviewedCamera { source.picture }
        Outlines(upright: model.live.upright, findings: model.state.findings)
        hint
          .font(.callout)
          .padding(10)
          .background(.regularMaterial, in: RoundedRectangle(cornerRadius: 12))
          .padding(12)
          .accessibilityAddTraits(.updatesFrequently)
      }
      .background(.black)
      .task { await model.keepScreenOn() }
      .clipShape(RoundedRectangle(cornerRadius: 20))
      .contentShape(Rectangle())
      .onTapGesture { point in
        let cover = Cover(model.live.upright, in: space.size)
        let (x, y) = cover.fraction(of: point)
        model.live.focusAt(x: x, y: y)
      }
    }
  }

  private var hint: Sentence {
    if let hint = model.state.hint { Sentence(.ofHint(of: hint)) } else { Sentence("scan-aim") }
  }
}

/// What was scanned, and what can be done without the camera.
@MainActor private struct ScanResults: View {
  let model: ScanModel

  var body: some View {
    if case .off(let errorText, let settingsHelp) = model.live.state {
      ErrorPanel(text: errorText)
      if settingsHelp {
        QuietButton("camera-settings", icon: Icons.settings) { model.live.openSettings() }
      }
    }
    ErrorPanel(text: model.errorText)
    if model.busy { Working("scan-reading") }
    if let parts = model.state.parts {
      Note(Sentence(parts.phrase))
      QuietButton("scan-add-parts") { model.addAll() }
    }
    if let incomplete = model.state.incomplete {
      Note(Sentence(.ofIncomplete(of: incomplete)))
      if incomplete == .unfinished && !model.busy {
        QuietButton("scan-look-longer") { model.searchLonger() }
      }
    }
    if model.isPasteOffered { PasteOffer { model.pasted($0) } }
    if model.state.action == .choose { Sentence("scan-choose").heading() }
    if case .confirm = model.state.action { Note("scan-confirm", icon: Icons.warning) }
    ForEach(model.state.findings, id: \.place) { FindingCard(finding: $0, model: model) }
    if model.state.action == .choose { QuietButton("scan-add-all") { model.addAll() } }
    QuietButton("scan-picture", icon: Icons.picture) { model.pickPicture() }
    QuietButton("scan-paste", icon: Icons.paste) { model.paste() }
      .keyboardShortcut("v", modifiers: .command)
    QuietButton("scan-type", icon: Icons.keyboard) { model.typeKey() }
    QuietButton("guide-open", icon: Icons.info) { model.guide() }
    Questions(.scan)
  }
}

/// A code that was read: what it is, and a button to add it if the core offers that.
@MainActor private struct FindingCard: View {
  @Environment(AppModel.self) private var app
  let finding: CodeInSight
  let model: ScanModel

  var body: some View {
    switch finding.subject {
    case .account(let issuer, let label):
      Card {
        Names(issuer, label)
        add
      }
    case .googlePart(let accounts, let number, let total):
      Card {
        Sentence(
          "scan-google-part",
          ["number": .count(number), "of": .count(total), "count": .count(accounts)])
        add
      }
    case .refused(let label, let why): ErrorPanel(text: app.speech.tell(label, why))
    case .foreign(let what):
      Card {
        Sentence("scan-not-account").heading()
        Sentence(.ofForeign(of: what))
      }
      .accessibilityElement(children: .combine)
    }
  }

  @ViewBuilder private var add: some View {
    if finding.adding == .yes {
      MainButton("enrol-add", icon: Icons.add) { model.choose(finding.place) }
    }
  }
}
