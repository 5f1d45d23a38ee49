import AikotobaModel
import Foundation

/// The content of a link or file that was opened with the app.
public func arrival(_ url: URL) async -> Incoming {
  if !url.isFileURL { return .text(url.absoluteString) }
  return .picture(await Task.detached { pictureForCore(contents(of: url)) }.value)
}
