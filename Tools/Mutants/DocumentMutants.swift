/// Documents and papers: all of one or nothing, shown as what it was, each look a look of its own.
extension Mutant {
  static let ofDocuments: [Mutant] = [
    Mutant(
      "document-twice", "the same file is attached again and again",
      in: "Clinic/Documents/Planner+Documents.swift",
      "$0.value.sha256.elementsEqual(sha256)", becomes: "false", nearest: "ClinicDocumentTests"),
    Mutant(
      "document-number-again", "a number is given a second time",
      in: "Clinic/Documents/Planner+Documents.swift",
      "newest + 1", becomes: "max(newest, 1)", nearest: "ClinicDocumentTests"),
    Mutant(
      "document-of-other-bytes", "what is shown is not held against its digest",
      in: "Clinic/Documents/Documents.swift",
      "Hash.sha256(bytes).bytes.elementsEqual(attached.sha256)", becomes: "true",
      nearest: "ForgedDocumentTests"),
    Mutant(
      "document-unseen", "whoever saw the timeline has seen every document",
      in: "ClinicalRecord/Events/AccessEvents.swift",
      "(answer == .document) == (other.answer == .document)", becomes: "true",
      nearest: "ClinicDocumentTests"),
    Mutant(
      "document-amended", "an amendment makes another document of it",
      in: "ClinicalRecord/Aggregates/Corrections.swift",
      "now.isSameDocument(as: before)", becomes: "true", nearest: "ClinicDocumentTests"),
    Mutant(
      "piece-added-later", "headers do not tell a part that was added to a document",
      in: "Clinic/Verification/DocumentCheck.swift",
      "entry.stamp.revision != next", becomes: "false", nearest: "ForgedDocumentTests"),
    Mutant(
      "piece-of-nothing", "headers do not tell a part of no document",
      in: "Clinic/Verification/DocumentCheck.swift",
      "documents == attached", becomes: "true", nearest: "ForgedDocumentTests"),
    Mutant(
      "rests-on-no-document", "a consent names a document that is not there",
      in: "ClinicalRecord/Aggregates/Chart.swift",
      "$0.value.documentNumber == number", becomes: "true", nearest: "ClinicDocumentTests"),
    Mutant(
      "paper-without-time", "what is transcribed is recorded as if it happened now",
      in: "Clinic/Documents/Transcription.swift",
      "statement.occurred != nil", becomes: "true", nearest: "TranscriptionTests"),
    Mutant(
      "paper-of-anybody", "an auditor is named as the author of an infusion",
      in: "Clinic/Documents/Transcription.swift",
      "kind.mayBeRecorded(by: member.role)", becomes: "true", nearest: "TranscriptionTests"),
    Mutant(
      "another-paper-again", "under the same append id another paper passes for the first",
      in: "Clinic/Documents/Transcription.swift",
      "self == Transcription(event)", becomes: "true", nearest: "TranscriptionTests"),
  ]
}
