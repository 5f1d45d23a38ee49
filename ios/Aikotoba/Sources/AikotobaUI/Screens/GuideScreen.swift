import AikotobaCore
import AikotobaModel
import SwiftUI

/// How a site is set up: which site, where its QR code is, and one step after the other.
@MainActor struct GuideScreen: View {
  let model: GuideModel

  var body: some View {
    Page {
      ErrorPanel(text: model.errorText)
      if let state = model.state {
        switch state.page {
        case .askPlace: QrCodePlaceChoice(model: model)
        case .step(let number, let total, let sentence, let action, let place):
          GuideProgressBar(number: number, total: total)
          Card { Sentence(sentence).font(.headline) }
          StepAction(model: model, state: state, action: action, place: place)
          StepOverview(model: model, state: state)
        case .finished(let sentence, let screenshot):
          FinishedGuidePage(model: model, sentence: sentence, screenshot: screenshot)
        }
        Questions(state.topics)
      } else {
        Sentence("guide-choose").heading()
        ForEach(model.offers, id: \.site) { offer in
          QuietButton(Sentence(offer.title)) { model.choose(offer.site) }
        }
      }
    }
    .titled(model.state?.title ?? "guide-open")
    .toolbar {
      if model.state != nil {
        ToolbarItem(placement: .primaryAction) {
          IconButton("guide-later", icon: Icons.close) { model.open.leave() }
        }
      }
    }
  }
}

@MainActor private struct QrCodePlaceChoice: View {
  let model: GuideModel

  var body: some View {
    Sentence("guide-ask-place").heading()
    MainButton("guide-place-another") { model.answer(.anotherScreen) }
    MainButton("guide-place-this") { model.answer(.thisPhone) }
  }
}

@MainActor private struct GuideProgressBar: View {
  let number: UInt32
  let total: UInt32

  var body: some View {
    Sentence("guide-step", ["number": .count(number), "total": .count(total)])
      .font(.subheadline.bold())
      .foregroundStyle(.tint)
    ProgressView(value: Double(number), total: Double(total)).accessibilityHidden(true)
  }
}

@MainActor private struct StepAction: View {
  let model: GuideModel
  let state: GuideState
  let action: GuideAction
  let place: QrPlace?

  var body: some View {
    switch action {
    case .none:
      Sentence("guide-similar").explaining()
      MainButton("guide-did", icon: Icons.check) { model.next() }
    case .readCode:
      if model.isPasteOffered { PasteOffer { model.pasted($0) } }
      if place == .thisPhone {
        MainButton("scan-picture", icon: Icons.picture) { model.picture() }
      } else {
        MainButton("guide-camera", icon: Icons.scan) { model.open.camera() }
      }
      QuietButton("guide-paste", icon: Icons.paste) { model.paste() }
      if state.account != nil { TextAction("guide-next") { model.next() } }
    case .typeCode:
      if state.account == nil {
        MainButton("guide-camera", icon: Icons.scan) { model.open.camera() }
      } else {
        MainButton("guide-show-code", icon: Icons.key) { model.showCode() }
      }
      TextAction("guide-next") { model.next() }
    }
  }
}

/// All steps, shown on request.
@MainActor private struct StepOverview: View {
  let model: GuideModel
  let state: GuideState

  var body: some View {
    TextAction(model.overview ? "enrol-guide-hide" : "enrol-guide") { model.switchOverview() }
    if model.overview {
      Card {
        ForEach(Array(state.steps.enumerated()), id: \.offset) { at, step in
          HStack(alignment: .top, spacing: 12) {
            if step.status == .done {
              Image(systemName: Icons.check).foregroundStyle(.tint)
            } else {
              Text(verbatim: "\(at + 1)").bold()
                .foregroundStyle(step.status == .current ? Palette.accent : .secondary)
            }
            Sentence(step.sentence)
          }
          .accessibilityElement(children: .combine)
        }
      }
    }
  }
}

@MainActor private struct FinishedGuidePage: View {
  let model: GuideModel
  let sentence: String
  let screenshot: ScreenshotLeftover

  var body: some View {
    Success {
      Sentence("guide-finished").heading(.title2.bold())
      Sentence(sentence)
    }
    if screenshot == .possible { Note("guide-leftover", icon: Icons.warning) }
    MainButton("enrol-to-list") { model.finish() }.disabled(model.busy)
    QuietButton("menu-backup", icon: Icons.backup) { model.backup() }.disabled(model.busy)
  }
}
