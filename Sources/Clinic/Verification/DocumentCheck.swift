internal import ClinicalRecord
internal import Ledger

/// Whether documents are whole and in order, by headers alone: all pieces of one stand in one
/// append, from the stream's first entry on, with an event of the chart for each document.
///
/// Whose bytes they are, the digest says, to whoever opens them.
struct DocumentCheck {
  private var revisions: [StreamKey: UInt32] = [:]
  private var attached: [SubjectID: Int] = [:]
  private var seen = 0
  private var isMisplaced = false

  /// Nil until the append's last entry, and for an append of which an entry is damaged: that is
  /// named already.
  mutating func defect(in entry: Entry) -> RecordingDefect? {
    let header = entry.header
    if header.index == 0 { self = DocumentCheck() }
    seen += 1
    if header.stream.type == .document {
      let next = revisions[header.stream].map { $0 + 1 } ?? 0
      if entry.stamp.revision != next { isMisplaced = true }
      revisions[header.stream] = entry.stamp.revision
    } else if header.isOf(DocumentAttached.kind) {
      attached[header.stream.subject, default: 0] += 1
    }
    guard header.endsAppend, seen == Int(header.lastIndex) + 1 else { return nil }
    if isMisplaced { return .pieceMisplaced }
    let documents = Dictionary(revisions.keys.map { ($0.subject, 1) }, uniquingKeysWith: +)
    return documents == attached ? nil : .documentNotWhole
  }
}
