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
        Sentence("app-name").heading(.title2.bold())
        Sentence("about-version", ["version": .text(model.state.version)])
        ForEach(model.state.promises, id: \.self) { promise in
          Label {
            Sentence(.ofPromise(of: promise))
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
        Sentence("about-licences")
      } footer: {
        Sentence("about-licences-why")
      }
    }
    .titled("about-title")
  }
}
