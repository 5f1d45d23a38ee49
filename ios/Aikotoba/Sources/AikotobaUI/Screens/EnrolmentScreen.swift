import AikotobaCore
import AikotobaModel
import SwiftUI

/// Adding an account: from what was read to the site's confirmation.
@MainActor struct EnrolmentScreen: View {
  let model: EnrolmentModel

  var body: some View {
    Page {
      Trouble(told: model.trouble)
      switch model.state.stage {
      case .draft(let cautions, let consent):
        DraftStage(model: model, cautions: cautions, consent: consent)
      case .unconfirmed(let face): UnconfirmedStage(model: model, face: face)
      case .refused(let face, let suspicions, let at):
        RefusedStage(model: model, face: face, suspicions: suspicions, at: Int(at))
      case .confirmed: ConfirmedStage(model: model)
      }
    }
    .titled("enrol-title")
    .task(id: model.state.refreshAt) { await model.watch() }
  }
}

@MainActor private struct DraftStage: View {
  @Bindable var model: EnrolmentModel
  let cautions: [DraftWarning]
  let consent: DraftConsent

  var body: some View {
    Card { Names(model.state.issuer, model.state.label) }
    if !cautions.isEmpty {
      Said("enrol-cautions").heading()
      ForEach(cautions, id: \.self) { Note(Said(.ofCaution(of: $0)), icon: Icons.warning) }
    }
    if let question = model.state.login { login(question) }
    if let older = model.state.older {
      QuietButton("enrol-replace-older") { model.replace(older) }
    }
    MainButton(consent == .given ? "enrol-add" : "enrol-add-anyway") { model.commit() }
    QuietButton("action-cancel") { model.open.list() }
  }

  /// Codes of two logins of a site look the same, so each gets a name and a colour.
  @ViewBuilder private func login(_ question: LoginQuestion) -> some View {
    Said("enrol-login-ask", ["site": .text(question.site)]).heading()
    Said("enrol-login-others", ["site": .text(question.site)])
    ForEach(Array(question.others.enumerated()), id: \.offset) { _, name in
      if name.isEmpty { Said("enrol-login-nameless") } else { Text(verbatim: name) }
    }
    LineField("enrol-login-name", $model.login)
    ColourChoice(colour: $model.colour)
  }
}

@MainActor private struct UnconfirmedStage: View {
  let model: EnrolmentModel
  let face: CodeFace

  var body: some View {
    BigCode(model: model, face: face)
    Said(.ofQuestion(of: model.state.question)).heading()
    MainButton("enrol-yes", icon: Icons.check) { model.accepted() }
    QuietButton("enrol-no") { model.refused() }
    if model.guide != nil { TextAction("enrol-guide") { model.open.guide() } }
    Questions(.code)
  }
}

@MainActor private struct RefusedStage: View {
  let model: EnrolmentModel
  let face: CodeFace
  let suspicions: [SuspectedCause]
  let at: Int

  var body: some View {
    if suspicions.indices.contains(at) {
      Said("enrol-doubt", ["at": .count(at + 1), "of": .count(suspicions.count)]).explaining()
      DoubtCard(model: model, suspicion: suspicions[at])
      BigCode(model: model, face: face)
      MainButton("enrol-yes", icon: Icons.check) { model.accepted() }
      QuietButton("enrol-doubt-next") { model.nextDoubt() }
      if model.guide != nil { TextAction("enrol-guide") { model.open.guide() } }
      TextAction("enrol-cancel") { model.cancel() }
    } else {
      Note("enrol-no-more-doubts")
      MainButton("enrol-try-again") { model.tryAgain() }
      QuietButton("enrol-cancel") { model.cancel() }
    }
  }
}

/// One possible cause of a rejected code, and what helps.
@MainActor private struct DoubtCard: View {
  let model: EnrolmentModel
  let suspicion: SuspectedCause

  var body: some View {
    Card {
      Said(.ofDoubt(of: suspicion.doubt)).heading()
      if suspicion.weight == .likely {
        Said("enrol-likely").font(.caption.bold()).foregroundStyle(.tint)
      }
      Said(.ofAct(of: suspicion.act))
      switch suspicion.act {
      case .setClock:
        QuietButton("enrol-open-clock", icon: Icons.clock) { model.open.clock() }
        QuietButton("correction-open", icon: Icons.clock) { model.open.correction() }
      case .scanAgain: QuietButton("enrol-scan-again", icon: Icons.scan) { model.open.scan() }
      default: EmptyView()
      }
    }
  }
}

@MainActor private struct ConfirmedStage: View {
  let model: EnrolmentModel

  var body: some View {
    Success {
      Said("enrol-confirmed").heading(.title2.bold())
      Said(next ?? "enrol-confirmed-why")
    }
    if model.isFromPicture && next == nil { Note("guide-leftover", icon: Icons.warning) }
    if next != nil { MainButton("guide-continue", icon: Icons.check) { model.open.guide() } }
    if model.state.firstBackup == .yes {
      if next == nil {
        MainButton("first-backup", icon: Icons.backup) { model.open.backup() }
      } else {
        QuietButton("first-backup", icon: Icons.backup) { model.open.backup() }
      }
    }
    if next == nil && model.state.firstBackup == .no {
      MainButton("enrol-to-list") { model.open.list() }
    } else {
      QuietButton("enrol-to-list") { model.open.list() }
    }
  }

  /// What the guide says to do next at the site.
  private var next: String? {
    guard case .step(_, _, let sentence, _, _) = model.guide?.page else { return nil }
    return sentence
  }
}
