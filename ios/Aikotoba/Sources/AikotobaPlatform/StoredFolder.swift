import AikotobaModel
import Foundation
import UIKit

/// The folder for backups, stored as a bookmark that stays valid when the folder is moved.
@MainActor struct StoredFolder {
  private static let kept = "backup-folder"
  private static let chosenAt = "backup-folder-address"
  let preferences: any Preferences

  /// Stores a folder that the person just chose. If its provider gives no bookmark, it can be used
  /// until the app ends.
  func keep(_ url: URL) -> CoordinatedFolder {
    preferences.write(Self.chosenAt, url.absoluteString)
    return store(url)
  }

  private func store(_ url: URL) -> CoordinatedFolder {
    let isLent = url.startAccessingSecurityScopedResource()
    defer { if isLent { url.stopAccessingSecurityScopedResource() } }
    let bookmark = try? url.bookmarkData(
      options: .minimalBookmark, includingResourceValuesForKeys: nil, relativeTo: nil)
    preferences.write(Self.kept, bookmark?.base64EncodedString())
    return coordinated(url)
  }

  private func coordinated(_ url: URL) -> CoordinatedFolder {
    CoordinatedFolder(
      url: url, address: preferences.read(Self.chosenAt) ?? url.absoluteString)
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
    return isStale ? store(url) : coordinated(url)
  }
}
