internal import ClinicalRecord

/// Whether an event says more about a person than codes, numbers and times.
enum PersonalText {
  private static let fields = [
    "family_name", "given_name", "birth_date", "phone", "complaint", "note", "signer_name",
    "medications", "rationale", "representative_name", "detail", "driver", "site", "description",
    "reason", "display_name",
  ]

  /// Errs on the side of yes.
  static func isIn(_ event: ClinicalEvent) -> Bool {
    guard event.kind != Transferred.kind, let json = try? event.json() else { return true }
    return fields.contains { json.contains("\"\($0)\":") }
  }
}
