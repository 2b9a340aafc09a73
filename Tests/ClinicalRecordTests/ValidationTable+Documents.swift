import ClinicalRecord

/// What of documents and papers says nothing that can be true.
extension ValidationTable {
  private static let digest = #""sha256": "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=""#
  private static let named = #""document_number": 1, "kind": 1, "media_type": 1, \#(digest)"#

  static let documents: [Row] =
    rows(
      DocumentAttached.kind,
      [
        "": "document_number", #""document_number": 1"#: "kind",
        #""document_number": 1, "kind": 1"#: "media_type",
        #""document_number": 1, "kind": 16, "media_type": 1"#: "kind",
        named: "byte_count",
        #"\#(named), "byte_count": 16777217, "piece_count": 263"#: "byte_count",
        #""document_number": 1, "kind": 1, "media_type": 1, "byte_count": 1"#: "sha256",
        #"\#(named), "byte_count": 1"#: "piece_count",
        #"\#(named), "byte_count": 1, "piece_count": 2"#: "piece_count",
        #"\#(named), "byte_count": 64001, "piece_count": 1"#: "piece_count",
        #"\#(named), "byte_count": 1, "piece_count": 264"#: "piece_count",
      ])
    + rows(DocumentPiece.kind, ["": "content"])
    + rows(
      TranscribedFromPaper.kind,
      [
        #""author": 4, "source": 1"#: "about_position",
        #""about_position": 3, "source": 1"#: "author",
        #""about_position": 3, "author": 4"#: "source",
        #""about_position": 3, "author": 4, "source": 6"#: "source",
      ])
}
