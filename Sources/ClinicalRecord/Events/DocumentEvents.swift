internal import FoundationEssentials

/// A paper or a picture is part of the record: its bytes stand in pieces beside this.
extension DocumentAttached {
  /// Bytes of every piece but the last: with all that an entry has beside its body, a piece is no
  /// longer than an entry may be.
  public static let bytesPerPiece = 64_000
  /// Bytes of a document at most.
  public static let mostBytes = 16 << 20

  /// What is said of a document with these bytes, which is everything but the number that the chart
  /// gives it.
  ///
  /// - Parameters:
  ///   - sha256: of the bytes.
  ///   - visit: that it belongs to; nil: to none.
  /// - Throws: `malformed` for bytes that are no document that is taken.
  public init(
    _ bytes: [UInt8], sha256: [UInt8], kind: Kind, visit: UInt32? = nil, detail: String = ""
  ) throws(Rejection) {
    try Expect.that(!bytes.isEmpty, "document", value: "of 0 bytes", "a file that is not empty")
    try Expect.that(
      bytes.count <= Self.mostBytes, "document", value: "of more than \(Self.mostBytes) bytes",
      "at most 16 MiB; scan it with fewer dots an inch, or in parts")
    guard let mediaType = MediaType(recognizing: bytes) else {
      throw .malformed(
        field: "document", value: nil,
        expected:
          "a file that its first bytes say to be \(MediaType.list); save it as one of them")
    }
    self.init()
    self.kind = kind
    self.mediaType = mediaType
    self.sha256 = Data(sha256)
    self.detail = detail
    byteCount = UInt32(bytes.count)
    pieceCount = UInt32(Self.pieceCount(ofBytes: bytes.count))
    visitNumber = visit ?? 0
  }

  static func pieceCount(ofBytes count: Int) -> Int {
    (count + bytesPerPiece - 1) / bytesPerPiece
  }

  /// The pieces of a document, in their order.
  public static func pieces(of bytes: [UInt8]) -> [DocumentPiece] {
    stride(from: 0, to: bytes.count, by: bytesPerPiece).map { first in
      var piece = DocumentPiece()
      piece.content = Data(bytes[first..<min(first + bytesPerPiece, bytes.count)])
      return piece
    }
  }

  public var sentence: String {
    let digest = sha256.prefix(6).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    let visit = visitNumber == 0 ? "" : ", of visit \(visitNumber)"
    return "Document \(documentNumber) attached: \(kind.words)\(visit), \(mediaType.words), "
      + "\(byteCount) bytes, SHA-256 \(digest)…\(Wording.remark(detail))"
  }

  public func checkTogether() throws(Rejection) {
    let count = Self.pieceCount(ofBytes: Int(byteCount))
    try Expect.that(
      pieceCount == count, "piece_count", value: "\(pieceCount)",
      "\(count), as many as \(byteCount) bytes make")
  }

  /// Whether both are of the same document: what is said of the bytes is never said otherwise.
  func isSameDocument(as other: DocumentAttached) -> Bool {
    documentNumber == other.documentNumber && sha256 == other.sha256
      && mediaType == other.mediaType && byteCount == other.byteCount
      && pieceCount == other.pieceCount
  }
}

extension DocumentAttached.MediaType {
  /// What a file is by its first bytes, whatever its name says; nil for what no document is.
  public init?(recognizing bytes: [UInt8]) {
    switch true {
    case bytes.starts(with: "%PDF-".utf8): self = .pdf
    case bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]): self = .png
    case bytes.starts(with: [0xFF, 0xD8, 0xFF]): self = .jpeg
    case bytes.starts(with: [0x49, 0x49, 0x2A, 0x00]),
      bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A]):
      self = .tiff
    // ISO/IEC 14496-12 §4.3: a length, "ftyp", then the brand.
    case bytes.dropFirst(4).starts(with: "ftypheic".utf8),
      bytes.dropFirst(4).starts(with: "ftypheix".utf8):
      self = .heic
    default: return nil
    }
  }

  /// "application/pdf".
  public var name: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .tiff: "image/tiff"
    case .heic: "image/heic"
    case .unspecified, .UNRECOGNIZED: "application/octet-stream"
    }
  }

  /// "PDF, PNG, JPEG, TIFF or HEIC".
  static var list: String { Wording.list(stateable.map(\.words), joinedBy: "or") }
}

/// A part of a document's bytes.
extension DocumentPiece {
  public var sentence: String { "\(content.count) bytes of a document" }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      (1...DocumentAttached.bytesPerPiece).contains(content.count), "content",
      value: "of \(content.count) bytes", "1 to \(DocumentAttached.bytesPerPiece) bytes")
  }
}
