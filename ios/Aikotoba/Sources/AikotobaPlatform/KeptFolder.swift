import AikotobaModel
import Foundation
import UIKit

/// The folder for backups, stored as a bookmark that stays valid when the folder is moved.
@MainActor struct KeptFolder {
  private static let kept = "backup-folder"
  let preferences: any Preferences

  /// Stores a folder that the person just chose. If its provider gives no bookmark, it can be used
  /// until the app ends.
  func keep(_ url: URL) -> CoordinatedFolder {
    let isLent = url.startAccessingSecurityScopedResource()
    defer { if isLent { url.stopAccessingSecurityScopedResource() } }
    let bookmark = try? url.bookmarkData(
      options: .minimalBookmark, includingResourceValuesForKeys: nil, relativeTo: nil)
    preferences.write(Self.kept, bookmark?.base64EncodedString())
    return CoordinatedFolder(url: url)
  }

  /// The folder chosen earlier; `nil` if there is none or it is no longer accessible. Renews a
  /// stale bookmark.
  func folder() -> CoordinatedFolder? {
    guard let bookmark = preferences.read(Self.kept).flatMap({ Data(base64Encoded: $0) }) else {
      return nil
    }
    var isStale = false
    guard
      let url = try? URL(
        resolvingBookmarkData: bookmark, options: [], relativeTo: nil,
        bookmarkDataIsStale: &isStale)
    else { return nil }
    return isStale ? keep(url) : CoordinatedFolder(url: url)
  }
}
