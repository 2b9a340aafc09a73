internal import Clinic
internal import ClinicalRecord
internal import Reports

/// Who signed an append, when, and what the signature means: shown to the signer at signing
/// (21 CFR 11.50).
struct SignatureText {
  var signatures: [Recorded.Signature]
  var desk: Desk

  init(signatures: [Recorded.Signature], desk: Desk) {
    self.signatures = signatures
    self.desk = desk
  }

  /// Of the append that an entry belongs to; nothing for no entry.
  init(ofAppendWith position: UInt64?, desk: Desk) throws {
    self.init(
      signatures: try position.map { try desk.clinic.signatures(ofAppendWith: $0) } ?? [],
      desk: desk)
  }

  /// "Signed by Rosa Reed, RN (nurse.reed), 2026-11-02 10:05: recorded", a line for each signer.
  var lines: [String] {
    signatures.map { signature in
      let when = TimeText.dateAndClock(desk.localTime(signature.signedMicroseconds))
      return "Signed by \(Self.name(signature.signer)), \(when): \(signature.meaning)"
    }
  }

  var json: JSONValue {
    .array(
      signatures.map { signature in
        .object([
          "actor": .integer(Int64(signature.signer.actor)),
          "handle": .string(signature.signer.handle),
          "display_name": .string(signature.signer.displayName),
          "meaning": .string(signature.meaning),
          "signed": .string(desk.localTime(signature.signedMicroseconds).iso8601),
        ])
      })
  }

  private static func name(_ label: StaffLabel) -> String {
    label.displayName.isEmpty || label.displayName == label.handle
      ? label.handle : "\(label.displayName) (\(label.handle))"
  }
}
