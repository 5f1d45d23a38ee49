import AikotobaModel
import SwiftUI

/// The field for the password or the recovery code; none if the device unlocks the vault.
@MainActor struct OwnerProofField: View {
  @Bindable var proof: OwnerProof
  let onDone: () -> Void

  var body: some View {
    switch proof.way {
    case .passphrase: PasswordField("field-password", $proof.typed) { onDone() }
    case .recovery: LineField("unlock-recovery-field", $proof.typed, kind: .key) { onDone() }
    case .device, nil: EmptyView()
    }
  }
}
