import AikotobaCore
import Foundation

/// A folder for backups, on the device or with a document provider. Each change has reached the
/// storage when the call returns; a call that fails throws a `FolderFailure`. Calls block and must
/// not be made on the main actor.
public protocol BackupFolder: Sendable {
  /// The name that the person knows.
  var name: String { get }

  /// The path of a plain folder; `nil` with a document provider.
  var path: String? { get }

  /// How the platform recognises it again; empty for a folder in memory.
  var address: String { get }

  /// Creates a new file and flushes it. It never overwrites a file.
  func create(_ name: String, _ content: Data) throws

  /// Reads a whole file of at most `most` bytes, from the storage as far as the system allows.
  func read(_ name: String, most: Int) throws -> Data

  /// Renames a file to an unused name.
  func rename(_ from: String, to: String) throws

  func list() throws -> [String]

  func remove(_ name: String) throws
}

/// Why a folder did not do what was requested, as one of the core's causes.
public struct FolderFailure: Error, Equatable {
  public let cause: PlaceFailure

  public init(_ cause: PlaceFailure) { self.cause = cause }
}

extension BackupFolder {
  public var address: String { path ?? "" }

  /// Carries out the core's requests, each with the answer to the one before, until there is none.
  func carryOutAll(_ next: (PlaceAnswer?) throws -> PlaceRequest?) rethrows {
    var answer: PlaceAnswer?
    while let request = try next(answer) { answer = carryOut(request) }
  }

  /// Carries out a request of the core.
  func carryOut(_ request: PlaceRequest) -> PlaceAnswer {
    do {
      switch request {
      case .create(let name, let content): try create(name, content)
      case .read(let name, let most): return .content(bytes: try read(name, most: Int(most)))
      // The core overwrites documents only, and here every place is a folder.
      case .overwrite: return .failed(why: .denied)
      case .rename(let from, let to): try rename(from, to: to)
      case .list: return .names(names: try list())
      case .remove(let name): try remove(name)
      }
      return .done
    } catch let failure as FolderFailure {
      return .failed(why: failure.cause)
    } catch {
      return .failed(why: .device)
    }
  }
}
