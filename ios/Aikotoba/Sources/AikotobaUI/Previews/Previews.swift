#if DEBUG
  import AikotobaCore
  import AikotobaModel
  import SwiftUI

  /// The app as Xcode previews it, on the real core with a vault of its own.
  @MainActor private struct PreviewedApp: View {
    @State private var app: AppModel
    private let prepare: @MainActor (AppModel) async -> Void

    init(language: String = "ja", prepare: @escaping @MainActor (AppModel) async -> Void) {
      _app = State(initialValue: AppModel(PreviewPlatform(language: language)))
      self.prepare = prepare
    }

    var body: some View { AppView(app).task { await prepare(app) } }
  }

  @MainActor struct AppPreviews: PreviewProvider {
    static var previews: some View {
      PreviewedApp { _ in }.previewDisplayName("start-ja")
      PreviewedApp(language: "en") { _ in }.previewDisplayName("start-en")
      PreviewedApp { await $0.showFirstCode() }.previewDisplayName("code-ja")
      PreviewedApp { await $0.showList() }.previewDisplayName("list-ja")
      PreviewedApp(language: "en") { await $0.showList() }.previewDisplayName("list-en")
      PreviewedApp { app in
        await app.showList()
        (app.top as? CodesModel)?.open.backup()
      }
      .previewDisplayName("backup-ja")
      PreviewedApp { app in
        await app.showList()
        (app.top as? CodesModel)?.open.settings()
      }
      .previewDisplayName("settings-ja")
      PreviewedApp { app in
        await app.showList()
        (app.top as? CodesModel)?.open.lock()
      }
      .previewDisplayName("locked-ja")
    }
  }

  extension AppModel {
    /// Adds an account with the key of RFC 6238, appendix B, as from Amazon's page.
    fileprivate func showFirstCode() async {
      let link =
        "otpauth://totp/Amazon:shop%40example.com?issuer=Amazon&"
        + "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
      await (top as? StartModel)?.scan()?.value
      await (top as? ScanModel)?.read(.text(link), .user).value
      while top is ScanModel, await pause() {}
      while let enrolment = top as? EnrolmentModel, enrolment.busy, await pause() {}
    }

    /// Confirms the account's code and opens the list.
    fileprivate func showList() async {
      await showFirstCode()
      guard let enrolment = top as? EnrolmentModel else { return }
      await enrolment.accepted().value
      enrolment.open.list()
    }

    /// Waits a moment; `false` if the preview was closed.
    private func pause() async -> Bool {
      (try? await Task.sleep(for: .milliseconds(20))) != nil
    }
  }
#endif
