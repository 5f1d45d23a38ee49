import AikotobaCore
import AikotobaModel
import SwiftUI

/// A warning above the list, with a button that leads to the remedy.
@MainActor struct BannerLine: View {
  @Environment(AppModel.self) private var app
  let banner: BannerRow
  let open: OpenFromCodes

  var body: some View {
    VStack(alignment: .leading, spacing: 8) {
      HStack(alignment: .top, spacing: 12) {
        Image(systemName: icon).foregroundStyle(ink).accessibilityHidden(true)
        VStack(alignment: .leading, spacing: 4) {
          Sentence(.ofBanner(of: banner.banner))
          if let why { Text(app.speech.error(why).happened).explaining() }
        }
      }
      Button(action: { open.follow(banner.lead) }) {
        Sentence(.ofLead(of: banner.lead)).frame(minHeight: 44)
      }
      .buttonStyle(.borderless)
    }
  }

  /// Why backups fail.
  private var why: PhraseValue? {
    switch banner.banner {
    case .backupFailing(_, let why), .automaticBackupFailing(_, let why): why
    default: nil
    }
  }

  private var ink: Color {
    switch banner.gravity {
    case .alarm: .red
    case .warning: .orange
    case .notice: .secondary
    }
  }

  private var icon: String {
    switch banner.lead {
    case .repair, .acceptOlder, .acceptOther: Icons.warning
    case .deviceClock, .clockCorrection: Icons.clock
    case .backup, .automaticBackup, .rehearsal: Icons.backup
    case .handOver, .recoveryCheck, .credentialCheck: Icons.key
    case .unconfirmed: Icons.info
    }
  }
}
