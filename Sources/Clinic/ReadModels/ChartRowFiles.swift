internal import DurableFile
internal import Ledger
internal import Projections

/// Rows that lie in a file for each chart, in the folder of the read models: `charts/3f/3f0c…`.
///
/// Nothing is proved and nothing synced. A row is sealed and says what it rests on, so that a file
/// that is torn, older or somebody else's is none, or is led forward. Two who write at once leave
/// the rows of one of them.
struct ChartRowFiles: Sendable {
  private let path: String

  /// More than all rows of a chart ever have.
  private static let mostBytes = 256 << 20

  /// - Parameter store: the folder of the read models, which is there or nothing is stored.
  init(store: String) { path = store + "/charts" }

  private func folder(of subject: SubjectID) -> String {
    path + "/" + subject.description.prefix(2)
  }

  /// Of one chart.
  func file(of subject: SubjectID) -> String {
    folder(of: subject) + "/" + subject.description
  }

  /// All rows of a chart's file by their keys; none where it cannot be read, and none that is
  /// another chart's, so that nobody's rows outlive their own file.
  func rows(of subject: SubjectID) -> [[UInt8]: [UInt8]] {
    guard let bytes = try? DurableFile.read(file(of: subject), limit: Self.mostBytes),
      let file = try? ChartRows(rowBytes: bytes)
    else { return [:] }
    let own = file.rows.filter { RowName.subject(ofKey: $0.key) == subject }
    return Dictionary(own.map { ($0.key, $0.sealed) }, uniquingKeysWith: { $1 })
  }

  /// Puts these rows in the place of all that a chart's file holds.
  func replace(_ rows: [[UInt8]: [UInt8]], of subject: SubjectID) throws(FileFailure) {
    let sorted = rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    try DurableFile.makeFolder(path)
    try DurableFile.makeFolder(folder(of: subject))
    try DurableFile.replaceUnsynced(
      file(of: subject),
      with: ChartRows(rows: sorted.map { ChartRows.Row(key: $0.key, sealed: $0.value) }).rowBytes)
  }

  func read(_ names: [RowName], into found: inout [RowName: [UInt8]]) {
    for (subject, names) in Dictionary(grouping: names, by: \.subject) {
      let rows = rows(of: subject)
      for name in names { found[name] = rows[name.key] }
    }
  }

  /// Writes rows beside what else their charts' files hold.
  ///
  /// - Parameter isOpen: of a chart whose erasure has begun meanwhile nothing is stored.
  func write(
    _ rows: [(name: RowName, sealed: [UInt8])], where isOpen: (SubjectID) throws -> Bool
  ) throws {
    for (subject, rows) in Dictionary(grouping: rows, by: \.name.subject)
    where try isOpen(subject) {
      var all = self.rows(of: subject)
      for row in rows { all[row.name.key] = row.sealed }
      try replace(all, of: subject)
      // An erasure that began in between may have removed the read models before this file was one
      // of them; one that begins now removes it. A crash here leaves what no key opens.
      if try !isOpen(subject) { try DurableFile.remove(file(of: subject)) }
    }
  }
}

/// What a chart's file holds.
private struct ChartRows: RowCodable {
  struct Row: RowCodable {
    var key: [UInt8]
    var sealed: [UInt8]

    init(key: [UInt8], sealed: [UInt8]) {
      self.key = key
      self.sealed = sealed
    }

    init(from row: inout RowReader) throws(RowDefect) {
      key = Array(try row.blob())
      sealed = Array(try row.blob())
    }

    func write(to row: inout RowWriter) {
      row.put(key)
      row.put(sealed)
    }
  }

  var rows: [Row]

  init(rows: [Row]) { self.rows = rows }

  init(from row: inout RowReader) throws(RowDefect) { rows = try row.list() }

  func write(to row: inout RowWriter) { row.put(rows) }
}
