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
        ForEach(licences, id: \.name) { software in
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

/// Names and licences are the same in every language.
private let licences: [(name: String, licence: String)] = [
  ("age", "Apache-2.0 OR MIT"),
  ("argon2, zeroize, subtle (RustCrypto)", "Apache-2.0 OR MIT"),
  ("Fluent", "Apache-2.0 OR MIT"),
  ("image, rqrr, serde, thiserror", "Apache-2.0 OR MIT"),
  ("ring", "Apache-2.0 AND ISC"),
  ("rxing", "Apache-2.0"),
  ("SQLite, rusqlite", "Public domain, MIT"),
  ("totp-rs", "MIT"),
  ("UniFFI", "MPL-2.0"),
]
