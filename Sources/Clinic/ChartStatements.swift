internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

/// What was said in a chart and its visits, or in the drug book: every entry as it was made, and
/// what corrections make of it. Nothing is folded yet, and no time is told by any clock: the policy
/// may name another zone tomorrow.
struct ChartStatements: Sendable {
  let subject: SubjectID
  /// Every entry in ledger order, corrections and what they correct among them.
  private(set) var lines: [ChartFile.Line] = []
  private(set) var corrections = Corrections()

  /// Reads one chart's entries.
  ///
  /// - Parameters:
  ///   - size: entries at or beyond this position do not count; nil: all do.
  ///   - types: of the streams that are read. Corrections stay within a stream, so that each can be
  ///     read without the others.
  ///   - only: those that are read; nil: all of these types.
  /// - Throws: `ClinicError.damagedEntry` for a correction that names an entry by another hash than
  ///   it has, or none of its stream: whoever signed it saw another ledger.
  static func load(
    _ subject: SubjectID, below size: UInt64?, types: Set<StreamType> = [.chart, .visit],
    only: Set<StreamKey>? = nil, keys: ChartKeys, from reader: borrowing LedgerSnapshot
  ) throws -> ChartStatements {
    var statements = ChartStatements(subject: subject)
    let streams = if let only { Array(only) } else { try reader.streams(of: subject) }
    for stream in streams where types.contains(stream.type) {
      for entry in try reader.stream(stream) where entry.position < size ?? .max {
        let key = try keys.key(of: entry.header, position: entry.position, in: reader)
        let body = try entry.open(with: key, in: reader.ledgerID)
        guard let fact = try entry.fact(body: body) else { continue }
        statements.lines.append(
          ChartFile.Line(visitNumber: stream.rowNumber, fact: fact, leafHash: entry.leafHash))
      }
    }
    statements.lines.sort { $0.fact.position < $1.fact.position }
    try statements.settle()
    return statements
  }

  private init(subject: SubjectID) { self.subject = subject }

  private mutating func settle() throws {
    for line in lines where line.fact.value.isCorrection {
      guard let correction = line.fact.value.correction else { continue }
      let target = lines.line(at: correction.position)
      guard let target, target.fact.position < line.fact.position,
        target.visitNumber == line.visitNumber, target.leafHash?.bytes == correction.leafHash,
        !target.fact.value.isCorrection
      else {
        throw ClinicError.damagedEntry(
          position: line.fact.position,
          what:
            "it corrects entry \(correction.position), which is not what its signers saw there; "
            + "verify the ledger")
      }
      corrections.take(line.fact)
    }
  }

  /// The lines of each stream, by visit or lot number; 0 for the chart's own.
  var streams: [UInt32: [ChartFile.Line]] { Dictionary(grouping: lines, by: \.visitNumber) }
}

extension [ChartFile.Line] {
  /// The line of the entry at that position; they are in ledger order.
  func line(at position: UInt64) -> ChartFile.Line? {
    var range = indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if self[middle].fact.position == position { return self[middle] }
      range =
        self[middle].fact.position < position
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
