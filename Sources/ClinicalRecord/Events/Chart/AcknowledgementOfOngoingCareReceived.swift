/// S2: the acknowledgement of ongoing care, signed by an outside clinician.
extension AcknowledgementOfOngoingCareReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 3, Self.self)
  public static var name: String { "acknowledgement of ongoing care received" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["signer", "signer_name"] }
  public var stated: ClinicalEvent { .chart(.acknowledgementOfOngoingCareReceived(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(signer, "signer")
    try Expect.optionalName(signerName, "signer_name")
  }

  public var sentence: String {
    let name = signerName.isEmpty ? "" : " (\(signerName))"
    return "Acknowledgement of ongoing care received, signed by \(signer.words)\(name)"
  }
}

extension AcknowledgementOfOngoingCareReceived.Signer: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .mentalHealthPractitioner: "mental health practitioner"
    case .primaryCarePhysician: "primary care physician"
    case .other: "another signer"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
