import AikotobaCore
import AikotobaModel
import PhotosUI
import UIKit
import UniformTypeIdentifiers

/// The system's own dialogues for pictures, files and folders. They run outside of the app: no
/// permission is needed, and the app can access only what was chosen.
@MainActor final class Pickers: NSObject {
  private var chosen: CheckedContinuation<[URL], Never>?
  private var picked: CheckedContinuation<Data?, Never>?

  func picture() async -> Data? {
    var configuration = PHPickerConfiguration()
    configuration.filter = .images
    configuration.selectionLimit = 1
    let picker = PHPickerViewController(configuration: configuration)
    picker.delegate = self
    return await withCheckedContinuation { waiting in
      picked = waiting
      if !present(picker) { load(nil) }
    }
  }

  func folder() async -> URL? { await documents([.folder]).first }

  /// Lets the person choose a file, and reads it up to the size that the core accepts; a file that
  /// cannot be read counts as empty.
  func file() async -> PickedFile? {
    guard let url = await documents([.item]).first else { return nil }
    return await Task.detached { PickedFile(name: url.lastPathComponent, bytes: contents(of: url)) }
      .value
  }

  /// Lets the person choose where a copy of a file goes; `false` if no place was chosen.
  func copyOut(_ file: URL) async -> Bool {
    let picker = UIDocumentPickerViewController(forExporting: [file], asCopy: true)
    return await !ask(picker).isEmpty
  }

  /// Lets the person choose an app to hand a file to; `false` if none was chosen.
  func share(_ file: URL) async -> Bool {
    let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
    return await withCheckedContinuation { waiting in
      sheet.completionWithItemsHandler = { _, isDone, _, _ in waiting.resume(returning: isDone) }
      if !present(sheet) { waiting.resume(returning: false) }
    }
  }

  private func documents(_ types: [UTType]) async -> [URL] {
    await ask(UIDocumentPickerViewController(forOpeningContentTypes: types))
  }

  private func ask(_ picker: UIDocumentPickerViewController) async -> [URL] {
    picker.delegate = self
    return await withCheckedContinuation { waiting in
      chosen = waiting
      if !present(picker) { answer(files: []) }
    }
  }

  /// Shows a dialogue over the topmost view controller; `false` if there is no window.
  private func present(_ dialogue: UIViewController) -> Bool {
    let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
    let scene = scenes.first { $0.activationState == .foregroundActive } ?? scenes.first
    guard var top = scene?.keyWindow?.rootViewController else { return false }
    while let above = top.presentedViewController { top = above }
    // An iPad shows some dialogues as popovers, which need a source view.
    dialogue.popoverPresentationController?.sourceView = top.view
    top.present(dialogue, animated: true)
    return true
  }

  private func answer(files: [URL]) {
    chosen?.resume(returning: files)
    chosen = nil
  }

  /// Loads the picture's bytes, which the photo library may have to download first.
  private func load(_ picture: NSItemProvider?) {
    let waiting = picked
    picked = nil
    guard let picture else {
      waiting?.resume(returning: nil)
      return
    }
    _ = picture.loadDataRepresentation(for: .image) { data, _ in waiting?.resume(returning: data) }
  }
}

extension Pickers: UIDocumentPickerDelegate {
  func documentPicker(
    _ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]
  ) {
    answer(files: urls)
  }

  func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) {
    answer(files: [])
  }
}

extension Pickers: PHPickerViewControllerDelegate {
  func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
    picker.dismiss(animated: true)
    load(results.first?.itemProvider)
  }
}

/// A file's bytes, at most one more than the core accepts, so that the core reports a file that is
/// too large.
func contents(of url: URL) -> Data {
  let folder = CoordinatedFolder(url: url, address: url.absoluteString)
  return (try? folder.readSelf(most: Int(largestFile()))) ?? Data()
}
