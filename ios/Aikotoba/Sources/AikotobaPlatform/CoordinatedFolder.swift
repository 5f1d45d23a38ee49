import AikotobaCore
import AikotobaModel
import Foundation
import UIKit

/// A folder that the person chose, on the device, in iCloud Drive or with another provider. Each
/// call is coordinated with other programs that use the folder.
struct CoordinatedFolder: BackupFolder {
  let url: URL

  /// The address at which the person chose it. A bookmark finds it also after it was moved.
  let address: String

  var name: String {
    let values = try? url.resourceValues(forKeys: [.localizedNameKey])
    return values?.localizedName ?? url.lastPathComponent
  }

  /// The core cannot access the folder by a path, because its provider must know of each access.
  var path: String? { nil }

  func create(_ name: String, _ content: Data) throws {
    let file = try place(name)
    try reach(file, .writing([])) { file in
      do {
        try content.write(to: file, options: [.withoutOverwriting])
      } catch let error as CocoaError where error.code == .fileWriteFileExists {
        throw FolderFailure(.taken)
      }
      let handle = try FileHandle(forUpdating: file)
      defer { try? handle.close() }
      try handle.synchronize()
    }
  }

  func read(_ name: String, most: Int) throws -> Data {
    try reach(try place(name), .reading) { file in
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      let content = try handle.read(upToCount: most + 1) ?? Data()
      if content.count > most { throw FolderFailure(.tooLarge) }
      return content
    }
  }

  /// The content of `url` itself if it is a file: at most one byte more than `most`.
  func readSelf(most: Int) throws -> Data {
    try reach(url, .reading) { file in
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      return try handle.read(upToCount: most + 1) ?? Data()
    }
  }

  func rename(_ from: String, to: String) throws {
    let target = try place(to)
    try reach(try place(from), .writing(.forMoving)) { file in
      try FileManager.default.moveItem(at: file, to: target)
    }
  }

  func list() throws -> [String] {
    try reach(url, .reading) { folder in
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }
  }

  func remove(_ name: String) throws {
    try reach(try place(name), .writing(.forDeleting)) { file in
      try FileManager.default.removeItem(at: file)
    }
  }

  private func place(_ name: String) throws -> URL {
    if name.isEmpty || name.contains("/") || name == "." || name == ".." {
      throw FolderFailure(.name)
    }
    return url.appending(path: name, directoryHint: .notDirectory)
  }

  private enum Access {
    case reading
    case writing(NSFileCoordinator.WritingOptions)
  }

  /// Runs the block with coordinated access to a file or to the folder.
  private func reach<T>(_ file: URL, _ access: Access, _ block: (URL) throws -> T) throws -> T {
    let isLent = url.startAccessingSecurityScopedResource()
    defer { if isLent { url.stopAccessingSecurityScopedResource() } }
    var outcome: Result<T, any Error>?
    var refused: NSError?
    let coordinator = NSFileCoordinator()
    let run = { (place: URL) in outcome = Result { try block(place) } }
    switch access {
    case .reading: coordinator.coordinate(readingItemAt: file, error: &refused, byAccessor: run)
    case .writing(let options):
      coordinator.coordinate(
        writingItemAt: file, options: options, error: &refused, byAccessor: run)
    }
    do {
      if let outcome { return try outcome.get() }
      throw refused ?? CocoaError(.fileReadUnknown)
    } catch let failure as FolderFailure {
      throw failure
    } catch {
      throw FolderFailure(cause(error as NSError))
    }
  }
}

/// The core's cause for an error of the file system.
func cause(_ error: NSError) -> PlaceFailure {
  switch (error.domain, error.code) {
  case (NSCocoaErrorDomain, CocoaError.fileNoSuchFile.rawValue),
    (NSCocoaErrorDomain, CocoaError.fileReadNoSuchFile.rawValue):
    .missing
  case (NSCocoaErrorDomain, CocoaError.fileWriteFileExists.rawValue): .taken
  case (NSCocoaErrorDomain, CocoaError.fileWriteOutOfSpace.rawValue): .full
  case (NSCocoaErrorDomain, CocoaError.fileReadNoPermission.rawValue),
    (NSCocoaErrorDomain, CocoaError.fileWriteNoPermission.rawValue),
    (NSCocoaErrorDomain, CocoaError.fileWriteVolumeReadOnly.rawValue):
    .denied
  case (NSCocoaErrorDomain, CocoaError.fileReadInvalidFileName.rawValue),
    (NSCocoaErrorDomain, CocoaError.fileWriteInvalidFileName.rawValue):
    .name
  default: (error.userInfo[NSUnderlyingErrorKey] as? NSError).map(cause) ?? .device
  }
}
