import AikotobaModel
import Foundation

/// What a link or a file that was opened with the app is for it.
public func arrival(_ url: URL) async -> Incoming {
  if !url.isFileURL { return .text(url.absoluteString) }
  return .picture(await Task.detached { pictureForCore(contents(of: url)) }.value)
}
