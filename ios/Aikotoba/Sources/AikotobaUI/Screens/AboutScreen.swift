import AikotobaCore
import AikotobaModel
import SwiftUI

/// What the app is and promises, and the software that it uses.
@MainActor struct AboutScreen: View {
  @Environment(AppModel.self) private var app
  let model: AboutModel

  var body: some View {
    List {
      Section {
        Said("app-name").heading(.title2.bold())
        Said("about-version", ["version": .text(model.state.version)])
        ForEach(model.state.promises, id: \.self) { promise in
          Label {
            Said(.ofPromise(of: promise))
          } icon: {
            Image(systemName: Icons.check)
          }
        }
      }
      Section {
        ForEach(model.state.licences, id: \.name) { software in
          VStack(alignment: .leading) {
            Text(verbatim: software.name)
            Text(verbatim: software.licence).explaining()
          }
          .accessibilityElement(children: .combine)
        }
      } header: {
        Said("about-licences")
      } footer: {
        Said("about-licences-why")
      }
    }
    .titled("about-title")
  }
}
