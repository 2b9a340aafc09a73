/// S26: the consent, by form version and digest.
extension ConsentSigned: RecordableEvent {
  public static let kind = EventKind(.chart, 6, Self.self)
  public static var name: String { "consent signed" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] {
    [
      "form_version",
      "form_sha256",
      "signer",
      "representative_name",
    ]
  }
  public var stated: ClinicalEvent { .chart(.consentSigned(self)) }

  public func validate() throws(Rejection) {
    try Expect.name(formVersion, "form_version")
    try Expect.that(
      formSha256.count == 32, "form_sha256", value: "of \(formSha256.count) bytes",
      "the SHA-256 of the form as shown to the signer, 32 bytes")
    try Expect.term(signer, "signer")
    if signer == .legalRepresentative {
      try Expect.name(representativeName, "representative_name")
    } else {
      try Expect.that(
        representativeName.isEmpty, "representative_name", "nothing, since the patient signed")
    }
  }

  public var sentence: String {
    let name = representativeName.isEmpty ? "" : " (\(representativeName))"
    return "Consent signed by \(signer.words)\(name), form version \(formVersion)"
  }
}

extension ConsentSigned.Signer: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .patient: "the patient"
    case .legalRepresentative: "the legal representative"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
