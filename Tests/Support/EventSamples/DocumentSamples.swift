public import ClinicalRecord

extension EventSample {
  /// Papers: attached to a chart, and transcribed from.
  static let documents: [EventSample] = [
    EventSample(
      .chart, 40,
      #"""
      "document_number": 2, "kind": "KIND_CONSENT", "media_type": "MEDIA_TYPE_PDF", \#
      "byte_count": 64001, "sha256": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", \#
      "piece_count": 2, "visit_number": 1, "detail": "signed in ink"
      """#,
      "Document 2 attached: consent, of visit 1, PDF, 64001 bytes, SHA-256 010101010101…; "
        + "signed in ink")
  ]

  /// - Parameter stream: that of what was transcribed.
  static func transcribed(_ stream: EventStream) -> EventSample {
    EventSample(
      stream, 905,
      #"""
      "about_position": 31, "author": 4, "source": "SOURCE_DOWNTIME_FORM", \#
      "document_number": 2, "note": "second page"
      """#,
      "Transcribed #31 from the downtime form of actor 4 (document 2): second page")
  }

  static let pieces: [EventSample] = [
    EventSample(.document, 1, #""content": "JVBERi0xLjQ=""#, "8 bytes of a document")
  ]
}
