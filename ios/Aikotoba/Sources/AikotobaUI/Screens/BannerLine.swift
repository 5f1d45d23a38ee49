import AikotobaCore
import AikotobaModel
import SwiftUI

/// A warning above the list, with a button that leads to the remedy.
@MainActor struct BannerLine: View {
  let banner: BannerRow
  let open: OpenFromCodes

  var body: some View {
    VStack(alignment: .leading, spacing: 8) {
      HStack(alignment: .top, spacing: 12) {
        Image(systemName: icon).foregroundStyle(ink).accessibilityHidden(true)
        Said(.ofBanner(of: banner.banner))
      }
      Button(action: { open.follow(banner.lead) }) {
        Said(.ofLead(of: banner.lead)).frame(minHeight: 44)
      }
      .buttonStyle(.borderless)
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
    case .backup, .rehearsal: Icons.backup
    case .handOver, .recoveryCheck, .credentialCheck: Icons.key
    case .unconfirmed: Icons.info
    }
  }
}
