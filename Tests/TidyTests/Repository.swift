import Foundation

/// The repository that these tests were built from, read from disk.
struct Repository {
  let root: URL
  let files: [SourceFile]

  /// What nobody wrote: build products and what SwiftPM and editors leave behind.
  private static let ignored: Set<String> = [".git", ".swiftpm", ".vscode", "Package.resolved"]

  static let candor = Repository(
    root: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent())

  init(root: URL) {
    self.root = root
    files = Self.paths(under: root, prefix: "").compactMap { path in
      guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else {
        return nil
      }
      return SourceFile(path: path, text: text)
    }
  }

  /// Everything at the top, build products left out.
  var topNames: [String] { Self.names(in: root) }

  func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: root.appending(path: path).path)
  }

  private static func names(in folder: URL) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { !ignored.contains($0) && !$0.hasPrefix(".build") }.sorted()
  }

  private static func paths(under folder: URL, prefix: String) -> [String] {
    names(in: folder).flatMap { name -> [String] in
      var isFolder: ObjCBool = false
      let url = folder.appending(path: name)
      let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      guard exists, isFolder.boolValue else { return [prefix + name] }
      return paths(under: url, prefix: prefix + name + "/")
    }
  }
}
