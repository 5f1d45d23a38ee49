import AikotobaCore
import AikotobaModel
import SwiftUI

/// Adding an account: from what was read to the site's confirmation.
@MainActor struct EnrolmentScreen: View {
  let model: EnrolmentModel

  var body: some View {
    Page {
      ErrorPanel(text: model.errorText)
      switch model.state.stage {
      case .draft(let cautions, let consent):
        DraftStage(model: model, cautions: cautions, consent: consent)
      case .unconfirmed(let face): UnconfirmedStage(model: model, face: face)
      case .refused(let face, let causes, let at):
        RefusedStage(model: model, face: face, causes: causes, at: Int(at))
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
      Sentence("enrol-cautions").heading()
      ForEach(cautions, id: \.self) { Note(Sentence(.ofCaution(of: $0)), icon: Icons.warning) }
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
    Sentence("enrol-login-ask", ["site": .text(question.site)]).heading()
    Sentence("enrol-login-others", ["site": .text(question.site)])
    ForEach(Array(question.others.enumerated()), id: \.offset) { _, name in
      if name.isEmpty { Sentence("enrol-login-nameless") } else { Text(verbatim: name) }
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
    Sentence(.ofQuestion(of: model.state.question)).heading()
    MainButton("enrol-yes", icon: Icons.check) { model.accepted() }
    QuietButton("enrol-no") { model.refused() }
    if model.guide != nil { TextAction("enrol-guide") { model.open.guide() } }
    Questions(.code)
  }
}

@MainActor private struct RefusedStage: View {
  let model: EnrolmentModel
  let face: CodeFace
  let causes: [SuspectedCause]
  let at: Int

  var body: some View {
    if causes.indices.contains(at) {
      Sentence("enrol-doubt", ["at": .count(at + 1), "of": .count(causes.count)]).explaining()
      DoubtCard(model: model, cause: causes[at])
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
  let cause: SuspectedCause

  var body: some View {
    Card {
      Sentence(.ofDoubt(of: cause.doubt)).heading()
      if cause.likelihood == .likely {
        Sentence("enrol-likely").font(.caption.bold()).foregroundStyle(.tint)
      }
      Sentence(.ofCauseRemedy(of: cause.remedy))
      switch cause.remedy {
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
      Sentence("enrol-confirmed").heading(.title2.bold())
      Sentence(next ?? "enrol-confirmed-why")
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
