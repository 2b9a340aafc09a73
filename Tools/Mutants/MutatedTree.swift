import Foundation

/// A copy of the repository with all mutants in it, which stays between runs so that only what has
/// changed is built again.
struct MutatedTree {
  /// `.build*` is ignored by git.
  let folder = URL(filePath: ".build-mutants/candor", directoryHint: .isDirectory)

  /// Brings the copy in step with the files here, whatever git keeps or would take.
  ///
  /// - Throws: `MutantError` for a mutant that does not fit its file.
  func update(with mutants: [Mutant]) throws {
    let ofFile = Dictionary(grouping: mutants, by: \.file)
    let listed = try Command(["git", "ls-files", "-z", "-co", "--exclude-standard"]).output()
    let paths = Set(listed.split(separator: "\0").map(String.init)).filter {
      FileManager.default.fileExists(atPath: $0)
    }
    for missing in Set(ofFile.keys).subtracting(paths).sorted() {
      throw MutantError("\(ofFile[missing]?.first?.name ?? ""): there is no file \(missing)")
    }
    for path in paths {
      guard let mutants = ofFile[path] else {
        try put(try Data(contentsOf: URL(filePath: path)), at: path)
        continue
      }
      let source = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      try put(Data(try MutatedSource.text(of: source, with: mutants).utf8), at: path)
    }
    try removeAllBut(paths)
  }

  /// A file that is the same already keeps its date, so that the build leaves it alone.
  private func put(_ data: Data, at path: String) throws {
    let place = folder.appending(path: path)
    if (try? Data(contentsOf: place)) == data { return }
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: place)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    if let mode = attributes[.posixPermissions] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place.path)
    }
  }

  /// What was deleted or renamed here must not be built there.
  private func removeAllBut(_ paths: Set<String>) throws {
    for top in Set(paths.compactMap { $0.split(separator: "/").first.map(String.init) }) {
      let place = folder.appending(path: top)
      for name in (FileManager.default.subpaths(atPath: place.path) ?? []).map({ "\(top)/\($0)" }) {
        var isFolder: ObjCBool = false
        let path = folder.appending(path: name).path
        FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if !isFolder.boolValue, !paths.contains(name) {
          try FileManager.default.removeItem(atPath: path)
        }
      }
    }
  }

  /// Builds all tests once, for debugging.
  ///
  /// - Returns: the program that runs them.
  func build() throws -> String {
    let log = folder.appending(path: "../build.log").path
    let build = Command(["swift", "build", "--build-tests"], in: folder, log: log)
    guard try build.run() == 0 else {
      throw MutantError("the mutated tree does not build; see .build-mutants/build.log")
    }
    let products = try Command(["swift", "build", "--show-bin-path"], in: folder).output()
    return products.trimmingCharacters(in: .whitespacesAndNewlines)
      + "/candorPackageTests.xctest"
  }
}
