import ClinicalRecord
import Foundation
import SwiftProtobuf
import Testing

/// What is said of a document, and the bytes that it is kept in.
@Suite struct DocumentTests {
  private static let digest = [UInt8](repeating: 1, count: 32)

  private func attached(
    _ bytes: [UInt8], kind: DocumentAttached.Kind = .consent
  ) throws(Rejection) -> DocumentAttached {
    try DocumentAttached(bytes, sha256: Self.digest, kind: kind)
  }

  private static func pdf(_ count: Int) -> [UInt8] {
    Array("%PDF-".utf8) + [UInt8](repeating: 7, count: count - 5)
  }

  static let files: [(DocumentAttached.MediaType, [UInt8])] = [
    (.pdf, Array("%PDF-1.7\n".utf8)), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]),
    (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0]), (.tiff, [0x49, 0x49, 0x2A, 0x00, 8]),
    (.tiff, [0x4D, 0x4D, 0x00, 0x2A, 0]), (.heic, [0, 0, 0, 24] + Array("ftypheic".utf8)),
    (.heic, [0, 0, 0, 24] + Array("ftypheix".utf8)),
  ]

  @Test(arguments: files)
  func `what a file is, its first bytes say`(type: DocumentAttached.MediaType, bytes: [UInt8]) {
    #expect(DocumentAttached.MediaType(recognizing: bytes) == type)
    #expect(DocumentAttached.MediaType(recognizing: Array(bytes.dropLast(bytes.count - 2))) == nil)
    #expect(DocumentAttached.MediaType(recognizing: [0] + bytes) == nil)
  }

  @Test(arguments: [
    "PK\u{3}\u{4}", "<html>", "GIF89a", "{\\rtf1", "MZ", "%PD", "\0\0\0\u{18}ftypmp42",
  ])
  func `what no document is, is refused by what is expected`(start: String) {
    let error = #expect(throws: Rejection.self) { try attached(Array(start.utf8) + [0, 0]) }
    #expect(error?.description.contains("PDF, PNG, JPEG, TIFF or HEIC") == true)
  }

  static let lengths = [1, 5, 63_999, 64_000, 64_001, 128_000, DocumentAttached.mostBytes]

  @Test(arguments: lengths.dropFirst())
  func `the pieces are the document, each but the last of 64,000 bytes`(count: Int) throws {
    let bytes = Self.pdf(count)
    let pieces = DocumentAttached.pieces(of: bytes)
    #expect(pieces.flatMap { [UInt8]($0.content) } == bytes)
    #expect(pieces.dropLast().allSatisfy { $0.content.count == 64_000 })
    var said = try attached(bytes)
    said.documentNumber = 1
    #expect(said.pieceCount == UInt32(pieces.count) && said.byteCount == UInt32(count))
    try said.validate()
    for piece in pieces { try piece.validate() }
    said.pieceCount += 1
    #expect(throws: Rejection.self) { try said.validate() }
  }

  @Test func `nothing, and more than 16 MiB, are no document`() {
    for bytes in [[], Self.pdf(DocumentAttached.mostBytes + 1)] {
      let error = #expect(throws: Rejection.self) { try attached(bytes) }
      guard case .malformed("document", _, _)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test func `a document that no list names says which one it is`() throws {
    var said = try attached(Self.pdf(9), kind: .other)
    #expect(throws: Rejection.self) { try said.checkNewFields() }
    said.detail = "a drawing of the infusion pump"
    try said.checkNewFields()
  }

  @Test func `the bytes of a document's entries are these for ever`() throws {
    let said = DocumentAttached.with {
      $0.documentNumber = 2
      $0.kind = .consent
      $0.mediaType = .pdf
      $0.byteCount = 64_001
      $0.sha256 = Data(Self.digest)
      $0.pieceCount = 2
      $0.visitNumber = 1
      $0.detail = "ink"
    }
    let body = try ClinicalEvent.chart(.documentAttached(said)).serialized()
    // Field 40 of the chart's oneof, then the fields 1 to 8 in their order.
    #expect(
      body
        == [0xC2, 0x02, 0x35, 0x08, 2, 0x10, 1, 0x18, 1, 0x20, 0x81, 0xF4, 0x03, 0x2A, 32]
        + Self.digest + [0x30, 2, 0x38, 1, 0x42, 3] + Array("ink".utf8))
    let piece = DocumentPiece.with { $0.content = Data([1, 2, 3]) }
    #expect(
      try ClinicalEvent.document(.documentPiece(piece)).serialized()
        == [0x0A, 5, 0x0A, 3, 1, 2, 3])
    let transcribed = TranscribedFromPaper.with {
      $0.aboutAppendIndex = 3
      $0.author = 4
      $0.source = .downtimeForm
      $0.documentNumber = 2
      $0.note = "p"
    }
    let paper: [UInt8] = [0x10, 3, 0x18, 4, 0x20, 1, 0x28, 2, 0x32, 1, 0x70]
    // Field 905 of both.
    for event in [
      ClinicalEvent.chart(.transcribedFromPaper(transcribed)),
      .visit(.transcribedFromPaper(transcribed)),
    ] {
      #expect(try event.serialized() == [0xCA, 0x38, UInt8(paper.count)] + paper)
    }
    #expect(EventStream.document.rawValue == 10)
  }

  @Test func `a look at a document is covered by one at the same document alone`() {
    let document = Look.with {
      $0.scope = .entry
      $0.position = 30
      $0.visitNumber = 1
      $0.answer = .document
    }
    var other = document
    other.position = 31
    var entry = document
    entry.answer = .entry
    let timeline = Look.with {
      $0.scope = .chart
      $0.answer = .timeline
    }
    let list = Look.with {
      $0.scope = .chart
      $0.answer = .documents
    }
    #expect(document.covers(document))
    for look in [other, entry, timeline, list] {
      #expect(!look.covers(document))
      #expect(!document.covers(look))
    }
    #expect(timeline.covers(list) && !list.covers(timeline))
  }
}
