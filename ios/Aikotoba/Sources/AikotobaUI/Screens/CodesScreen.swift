import AikotobaCore
import AikotobaModel
import SwiftUI

/// The list of codes, the app's main screen.
@MainActor struct CodesScreen: View {
  @Environment(AppModel.self) private var app
  let model: CodesModel

  private var isEmpty: Bool { model.state.empty == .noAccounts }

  var body: some View {
    Group { if isEmpty { FirstSteps(model: model) } else { AccountList(model: model) } }
      .navigationTitle(app.speech.say("app-name"))
      .toolbar {
        ToolbarItem(placement: .topBarTrailing) { AppMenu(open: model.open) }
        ToolbarItem(placement: .primaryAction) {
          IconButton("codes-add", icon: Icons.scan) { model.open.scan() }
            .keyboardShortcut("n", modifiers: .command)
        }
      }
      .task { await model.watch() }
  }
}

@MainActor private struct FirstSteps: View {
  let model: CodesModel

  var body: some View {
    Page {
      ForEach(model.state.banners, id: \.self) { BannerLine(banner: $0, open: model.open) }
      GuideLine(open: model.open)
      Success { Sentence("codes-empty-no-accounts") }
      MainButton("scan-title", icon: Icons.scan) { model.open.scan() }
      QuietButton("guide-open", icon: Icons.info) { model.open.guide() }
      QuietButton("menu-restore", icon: Icons.restore) { model.open.restore() }
      QuietButton("move-title") { model.open.move() }
      ErrorPanel(text: model.errorText)
    }
  }
}

@MainActor private struct AccountList: View {
  @Environment(AppModel.self) private var app
  let model: CodesModel

  var body: some View {
    List {
      ErrorPanel(text: model.errorText)
      ForEach(model.state.banners, id: \.self) { BannerLine(banner: $0, open: model.open) }
      if isGuideFirst {
        GuideLine(open: model.open)
      } else if model.openRows > 0 {
        ChecklistLine(count: model.openRows, open: model.open)
      }
      if !model.state.groups.isEmpty { GroupPicker(model: model) }
      if let group = model.state.groups.first(where: \.isChosen) {
        GroupMenu(group: group, model: model)
      }
      if model.state.empty == .nothingFound { Sentence("codes-empty-nothing-found") }
      ForEach(model.state.rows, id: \.id) { row in
        AccountLine(row: row, model: model).moveDisabled(model.state.arranging == .no)
      }
      .onMove { move($0, $1) }
    }
    .listStyle(.insetGrouped)
    .searchable(text: query, prompt: Text(app.speech.say("codes-search")))
  }

  /// Whether the guide is shown before the checklist. When the guide has an account, the checklist
  /// leads to it.
  private var isGuideFirst: Bool {
    guard let guide = model.open.guideState else { return false }
    return guide.account == nil || model.openRows == 0
  }

  private var query: Binding<String> {
    Binding(get: { model.state.query }, set: { model.search($0) })
  }

  /// A row was dragged: moves it to the position of the row on which it was dropped.
  private func move(_ from: IndexSet, _ to: Int) {
    guard let from = from.first else { return }
    let rows = model.state.rows
    let place = to > from ? to - 1 : to
    if rows.indices.contains(place), place != from {
      model.arranging.moveTo(rows[from].id, rows[place].id)
    }
  }
}

/// The accounts of one group, or all.
@MainActor private struct GroupPicker: View {
  @Environment(AppModel.self) private var app
  let model: CodesModel

  var body: some View {
    Picker(app.speech.say("codes-group"), selection: chosen) {
      Sentence("codes-group-all").tag(String?.none)
      ForEach(model.state.groups, id: \.name) { Text($0.name).tag(Optional($0.name)) }
    }
  }

  private var chosen: Binding<String?> {
    Binding(
      get: { model.state.groups.first(where: \.isChosen)?.name },
      set: { name in if let name { model.showGroup(name) } else { model.showAll() } })
  }
}

/// The menu that moves the chosen group.
@MainActor private struct GroupMenu: View {
  let group: GroupTab
  let model: CodesModel

  var body: some View {
    if group.earlier == .yes || group.later == .yes {
      Menu {
        if group.earlier == .yes {
          IconButton("codes-group-earlier", icon: Icons.up) {
            model.moveGroup(group.name, .earlier)
          }
        }
        if group.later == .yes {
          IconButton("codes-group-later", icon: Icons.down) {
            model.moveGroup(group.name, .later)
          }
        }
      } label: {
        Sentence("codes-group-move", ["name": .text(group.name)])
      }
    }
  }
}

/// One line for a guide that is not finished. A touch opens it.
@MainActor private struct GuideLine: View {
  @Environment(AppModel.self) private var app
  let open: OpenFromCodes

  var body: some View {
    if let guide = open.guideState {
      let site = Fact.text(app.speech.say(guide.title))
      QuietButton(Sentence("guide-continue-site", ["site": site]), icon: Icons.check) {
        open.guide()
      }
    }
  }
}

/// One line, without a warning colour, for what remains to be done after the first code.
@MainActor private struct ChecklistLine: View {
  let count: UInt32
  let open: OpenFromCodes

  var body: some View {
    TextAction(Sentence("checklist-line", ["open": .count(count)])) { open.checklist() }
  }
}

@MainActor private struct AppMenu: View {
  @Environment(AppModel.self) private var app
  let open: OpenFromCodes

  var body: some View {
    Menu {
      IconButton("menu-backup", icon: Icons.backup) { open.backup() }
      IconButton("menu-restore", icon: Icons.restore) { open.restore() }
      IconButton("move-title", icon: Icons.add) { open.move() }
      IconButton("export-title", icon: Icons.share) { open.export() }
      IconButton("menu-trash-can", icon: Icons.trash) { open.trash() }
      IconButton("menu-settings", icon: Icons.settings) { open.settings() }
        .keyboardShortcut(",", modifiers: .command)
      IconButton("topics-title", icon: Icons.help) { open.help() }
      IconButton("menu-about", icon: Icons.info) { open.about() }
      IconButton("menu-lock", icon: Icons.lock) { open.lock() }
        .keyboardShortcut("l", modifiers: .command)
    } label: {
      Image(systemName: Icons.more)
    }
    .accessibilityLabel(app.speech.say("action-more"))
  }
}
