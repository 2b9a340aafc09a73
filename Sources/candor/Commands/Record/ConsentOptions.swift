internal import ArgumentParser
internal import ClinicalRecord
internal import FoundationEssentials
internal import TransparencyLog

/// S26.
struct ConsentSignedOptions: EventOptions {
  @Option(help: "The version printed on the form.")
  var formVersion: String?

  @Option(
    help: ArgumentHelp("The form as shown to the signer; its SHA-256 is kept.", valueName: "file"),
    completion: .file())
  var form: String?

  @Option(
    help: ArgumentHelp("That SHA-256, 64 hexadecimal digits, instead of --form.", valueName: "hex"),
    transform: { text in
      guard let bytes = HexDigits.bytes(text), bytes.count == 32 else {
        throw ProgramError.usage("it is not a SHA-256 digest; give 64 hexadecimal digits")
      }
      return bytes
    })
  var formSha256: [UInt8]?

  @Option(help: "Who signed; the patient when left out.")
  var signer: Choice<ConsentSigned.Signer>?

  @Option(
    name: .customLong("document"),
    help: ArgumentHelp(
      "The signed form, where it is attached: candor documents.", valueName: "number"))
  var documentNumber: UInt32?

  func fill(_ event: inout ConsentSigned, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.formVersion, .text("form_version", flag: "--form-version", "Form version"),
      option: formVersion)
    try fields.fill(&event.formSha256, Self.digestField, option: try digest())
    if let signer, fields.amends { event.signer = signer.term }
    if event.signer == .unspecified { event.signer = signer?.term ?? .patient }
    if event.signer == .legalRepresentative {
      try fields.fill(
        &event.representativeName, .text("representative_name", "The representative's name"))
    }
    try fields.fill(
      &event.documentNumber,
      .whole("document_number", flag: "--document", "Document", need: .notAsked),
      option: documentNumber)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  private func digest() throws -> Data? {
    guard form == nil || formSha256 == nil else {
      throw ProgramError.usage("--form and --form-sha256 both name the form; give one of them")
    }
    if let formSha256 { return Data(formSha256) }
    return try form.map(Self.digest(of:))
  }

  private static func digest(of path: String) throws -> Data {
    Data(Hash.sha256(try FileInput.bytes(at: path, .bulk, of: "a form")).bytes)
  }

  private static var digestField: Field<Data> {
    Field(
      name: "form_sha256", flag: "--form", question: "The form's file", need: .required,
      blank: Data(), supposed: Data(repeating: 0, count: 32), parse: digest(of:))
  }
}
