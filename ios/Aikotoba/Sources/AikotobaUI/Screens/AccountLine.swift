import AikotobaCore
import AikotobaModel
import SwiftUI

/// One account. A touch copies its code; VoiceOver reads the line as one sentence.
@MainActor struct AccountLine: View {
  @Environment(AppModel.self) private var app
  let row: CodeRow
  let model: CodesModel

  var body: some View {
    VStack(alignment: .leading, spacing: 8) {
      Button(action: { model.touch(row) }) {
        VStack(alignment: .leading, spacing: 8) {
          HStack(spacing: 12) {
            Monogram(letter: row.monogram, colour: row.colour)
            Names(row.issuer, row.label, row.spans)
            Spacer(minLength: 0)
            Badges(badges: row.badges)
          }
          FaceLine(face: row.face)
        }
        .contentShape(Rectangle())
      }
      .buttonStyle(.plain)
      .accessibilityElement(children: .combine)
      .accessibilityHint(app.speech.say("row-copy", ["name": .text(row.name)]))
      if case .onRequest = row.face {
        TextAction("code-take") { model.arranging.take(row.id) }
      }
    }
    .swipeActions(edge: .trailing) {
      IconButton("menu-trash", icon: Icons.trash, role: .destructive) {
        model.arranging.trash(row)
      }
      IconButton("menu-edit", icon: Icons.edit) { model.open.edit(row.id) }
    }
    .swipeActions(edge: .leading) { favourite }
    .contextMenu { menu }
    .accessibilityActions { menu }
    .onAppear { if !model.visible.contains(row.id) { model.visible.append(row.id) } }
    .onDisappear { model.visible.removeAll { $0 == row.id } }
  }

  private var isFavourite: Bool { row.badges.contains(.favourite) }

  private var favourite: some View {
    IconButton(
      isFavourite ? "menu-favourite-not" : "menu-favourite",
      icon: isFavourite ? Icons.starOff : Icons.star
    ) {
      model.arranging.favourite(row.id, !isFavourite)
    }
  }

  @ViewBuilder private var menu: some View {
    if row.badges.contains(.unconfirmed) {
      IconButton("menu-finish", icon: Icons.check) { model.open.finish(row.id) }
    }
    if case .shown(_, next: .some, _) = row.face {
      IconButton("menu-copy-next", icon: Icons.copy) { model.copyNext(row) }
    }
    IconButton("menu-edit", icon: Icons.edit) { model.open.edit(row.id) }
    favourite
    if model.state.arranging == .yes {
      IconButton("menu-up", icon: Icons.up) { model.arranging.moveUp(row.id) }
      IconButton("menu-down", icon: Icons.down) { model.arranging.moveDown(row.id) }
    }
    IconButton("menu-share", icon: Icons.qr) { model.open.share(row.id) }
    IconButton("menu-trash", icon: Icons.trash, role: .destructive) { model.arranging.trash(row) }
  }
}

@MainActor private struct Badges: View {
  @Environment(AppModel.self) private var app
  let badges: [AccountBadge]

  var body: some View {
    if badges.contains(.unconfirmed) {
      Sentence("code-unconfirmed").font(.caption).padding(.horizontal, 8).padding(.vertical, 2)
        .background(.quaternary, in: Capsule())
    }
    if badges.contains(.favourite) {
      Image(systemName: Icons.starFilled).foregroundStyle(.tint)
        .accessibilityLabel(app.speech.say("code-favourite"))
    }
  }
}

/// The code and its remaining seconds; one below the other if they do not fit side by side.
@MainActor private struct FaceLine: View {
  let face: CodeFace

  var body: some View {
    switch face {
    case .shown(let code, let next, let countdown):
      HStack(spacing: 12) {
        ViewThatFits(in: .horizontal) {
          HStack(spacing: 16) { codes(code, next, countdown) }
          VStack(alignment: .leading, spacing: 4) { codes(code, next, countdown) }
        }
        Spacer(minLength: 0)
        Ring(countdown: countdown)
      }
    case .hidden(let characters, let countdown):
      HStack(spacing: 12) {
        HiddenDigits(characters: characters)
        Spacer(minLength: 0)
        Ring(countdown: countdown)
      }
    case .onRequest(let taken):
      if let taken { Digits(code: taken, font: .largeTitle, colour: Palette.accent) }
    }
  }

  @ViewBuilder
  private func codes(_ code: ShownCode, _ next: ShownCode?, _ countdown: Countdown) -> some View {
    Digits(code: code, font: .largeTitle, colour: countdown.colour)
    if let next {
      VStack(alignment: .leading) {
        Sentence("code-next").font(.caption).foregroundStyle(.secondary)
        Digits(code: next, font: .body, colour: .secondary)
      }
    }
  }
}
