internal import Bytes
internal import DurableFile
internal import Ledger

/// Which chart a record number leads to: a file for each number in the folder of the read models,
/// `numbers/3f/3f0c…`, named by the number's keyed digest.
///
/// Who asks for one patient opens one file, however many patients there are. It is a hint: whoever
/// uses it asks the chart itself. Nothing is synced; what is torn or missing is found by asking
/// everybody, and written anew.
struct RecordNumberFiles: Sendable {
  private let path: String

  /// - Parameter store: the folder of the read models, which is there or nothing is stored.
  init(store: String) { path = store + "/numbers" }

  private func folder(of digest: [UInt8]) -> String { path + "/" + Hex.string(digest.prefix(1)) }

  func file(of digest: [UInt8]) -> String { folder(of: digest) + "/" + Hex.string(digest) }

  func chart(of digest: [UInt8]) -> SubjectID? {
    let bytes = try? DurableFile.read(file(of: digest), limit: SubjectID.none.bytes.count)
    return bytes.flatMap { SubjectID(bytes: $0) }
  }

  /// - Parameter isOpen: of a chart whose erasure has begun meanwhile nothing is stored.
  func write(
    _ numbers: [(digest: [UInt8], subject: SubjectID)], where isOpen: (SubjectID) throws -> Bool
  ) throws {
    for (digest, subject) in numbers
    where try chart(of: digest) != subject && isOpen(subject) {
      try DurableFile.makeFolder(path)
      try DurableFile.makeFolder(folder(of: digest))
      try DurableFile.replaceUnsynced(file(of: digest), with: subject.bytes)
      // An erasure that began in between may have removed the read models before this file was one
      // of them; one that begins now removes it.
      if try !isOpen(subject) { try DurableFile.remove(file(of: digest)) }
    }
  }
}
