internal import ArgumentParser
internal import ClinicalRecord

/// S2.
struct AcknowledgementOfOngoingCareReceivedFields: EventFields {
  static let abstract = "The outside clinician's acknowledgement of ongoing care is on file."
  static let example = "--signer primary-care-physician"
  static let details = "The signer's name is asked for, or comes as signer_name in JSON."

  @Option(help: "Who signed it.")
  var signer: Choice<AcknowledgementOfOngoingCareReceived.Signer>?

  func fill(_ event: inout AcknowledgementOfOngoingCareReceived, from fields: FieldReader) throws {
    try fields.fill(
      &event.signer, .choice("signer", flag: "--signer", "Who signed?"), option: signer?.term)
    try fields.fill(&event.signerName, .text("signer_name", "The signer's name", need: .offered))
  }
}
