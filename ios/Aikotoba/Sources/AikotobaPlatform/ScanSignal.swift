import AVFoundation
import AikotobaCore
import UIKit

/// Signals that the camera has read a QR code.
@MainActor final class ScanSignal {
  /// The sound. It is stored, because a player that is released stops playing.
  private var player: AVAudioPlayer?

  /// Vibrates, and plays a sound if the person chose it. The silent switch turns the sound off, and
  /// other apps' music goes on.
  func give(_ feedback: ScanFeedback) {
    if feedback == .off { return }
    UINotificationFeedbackGenerator().notificationOccurred(.success)
    guard feedback == .sound else { return }
    try? AVAudioSession.sharedInstance().setCategory(.ambient)
    player = try? AVAudioPlayer(data: scanTone())
    player?.play()
  }
}
