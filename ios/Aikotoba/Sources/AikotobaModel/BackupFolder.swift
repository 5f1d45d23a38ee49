import AikotobaCore
import Foundation

/// A folder for backups, on the device or with a document provider. Each call has reached the storage
/// when it returns; one that fails throws a `FolderFailure`. They block, and are not called from the
/// main actor.
public protocol BackupFolder: Sendable {
  /// What the person knows it by.
  var name: String { get }

  /// Its path where it is a plain folder; `nil` with a document provider.
  var path: String? { get }

  /// Makes a new file, flushed; none is written over.
  func create(_ name: String, _ content: Data) throws

  /// Reads a whole file of at most so many bytes, from the storage as far as the system allows.
  func read(_ name: String, most: Int) throws -> Data

  /// Gives a file a name that no other has.
  func rename(_ from: String, to: String) throws

  func list() throws -> [String]

  func remove(_ name: String) throws
}

/// Why a folder did not do what it was asked: one of the core's own causes.
public struct FolderFailure: Error, Equatable {
  public let trouble: PlaceFailure

  public init(_ trouble: PlaceFailure) { self.trouble = trouble }
}

extension BackupFolder {
  /// Does what the core asks for next.
  func carryOut(_ request: PlaceRequest) -> PlaceAnswer {
    do {
      switch request {
      case .create(let name, let content): try create(name, content)
      case .read(let name, let most): return .content(bytes: try read(name, most: Int(most)))
      case .rename(let from, let to): try rename(from, to: to)
      case .list: return .names(names: try list())
      case .remove(let name): try remove(name)
      }
      return .done
    } catch let failure as FolderFailure {
      return .failed(why: failure.trouble)
    } catch {
      return .failed(why: .device)
    }
  }
}
