import AikotobaCore
import AikotobaModel
import SwiftUI

/// The whole app, in a window of any size.
@MainActor public struct AppView: View {
  @Environment(\.horizontalSizeClass) private var width
  private let app: AppModel

  public init(_ app: AppModel) { self.app = app }

  public var body: some View {
    Group {
      if width == .regular, let list = app.screens.models.first as? CodesModel {
        ListAndDetail(list: list, stack: app.screens)
      } else {
        OneColumn(stack: app.screens)
      }
    }
    .sheet(item: sheet) { model in
      NavigationStack { Screen(model: model) }
        .environment(app)
        .tint(Palette.accent)
        .modifier(PrivacyCover(app: app))
    }
    .overlay(alignment: .bottom) { MessageBar() }
    .modifier(PrivacyCover(app: app))
    .environment(app)
    .environment(\.locale, Locale(identifier: app.speech.language))
    .preferredColorScheme(app.settings.settings.theme.scheme)
    .tint(Palette.accent)
  }

  /// The screen that is shown as a sheet over the others.
  private var sheet: Binding<Model?> {
    Binding(
      get: { app.screens.models.last.flatMap { $0.isSheet ? $0 : nil } },
      set: { left in
        // Closes the sheet at whichever step it is; `back` would only go to its previous step.
        let stack = app.screens
        if left == nil, app.top?.isSheet == true { stack.leave(to: stack.models.count - 1) }
      })
  }
}

/// One screen at a time, as on a phone.
@MainActor private struct OneColumn: View {
  let stack: ScreenStack

  var body: some View {
    NavigationStack(path: stack.path(from: 1)) {
      if let first = stack.models.first {
        Screen(model: first)
          .id(ObjectIdentifier(first))
          .navigationDestination(for: Model.self) { Screen(model: $0) }
      }
    }
  }
}

/// The list of codes next to what was opened from it, as on an iPad.
@MainActor private struct ListAndDetail: View {
  let list: CodesModel
  let stack: ScreenStack

  var body: some View {
    NavigationSplitView {
      Screen(model: list)
    } detail: {
      NavigationStack(path: stack.path(from: 2)) {
        Group {
          if let detail = stack.pages.dropFirst().first {
            Screen(model: detail, isDetail: true).id(ObjectIdentifier(detail))
          } else {
            Image(systemName: Icons.scan).font(.largeTitle).foregroundStyle(.tertiary)
              .accessibilityHidden(true)
          }
        }
        .navigationDestination(for: Model.self) { Screen(model: $0) }
      }
    }
  }
}

extension ScreenStack {
  /// The screens that are pages, without those shown in a sheet.
  fileprivate var pages: [Model] { models.filter { !$0.isSheet } }

  /// The pages above `first`, as the path of a navigation stack. A page that the person swipes away
  /// leaves the stack.
  fileprivate func path(from first: Int) -> Binding<[Model]> {
    Binding(
      get: { Array(self.pages.dropFirst(first)) },
      set: { left in self.leave(to: left.count + first) })
  }
}

extension Model {
  /// Whether it is a short task about one account.
  fileprivate var isSheet: Bool { self is EditModel || self is ShareModel }
}

extension Theme {
  /// SwiftUI's value for the theme; `nil` follows the device.
  fileprivate var scheme: ColorScheme? {
    switch self {
    case .device: nil
    case .light: .light
    case .dark: .dark
    }
  }
}
