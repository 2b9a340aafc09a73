internal import ClinicalRecord
internal import Ledger

// The program itself is an actor: it signs what nobody who is signed in may sign, such as a refused
// sign-in. Its key lies in the ledger's directory without a passphrase: it proves that the entry
// was made where the ledger is, and no more.

extension Clinic {
  /// The program's sign-in name.
  static let programHandle = "candor"

  /// The first administrator is 1.
  static let programActor: UInt32 = 2

  /// Where a ledger's directory has the program's identity.
  static func programIdentityPath(in directory: String) -> String {
    directory + "/program.identity"
  }

  /// The program's signer; nil where its identity is not at hand (an auditor's copy) or not in
  /// force: then what it would record is left out.
  func asProgram() -> Signer? { try? programSigner() }

  /// The same, with the reason why there is none.
  ///
  /// - Throws: `KeyError`, `ClinicError.identityOfAnotherLedger`, `.identityNotInForce`.
  func programSigner() throws -> Signer {
    let path = Self.programIdentityPath(in: directory)
    return try signer(try IdentityFile.read(path, passphrase: { [] }), .recorded)
  }

  /// The program's keys for a new ledger; its identity is written where the ledger is being made.
  static func makeProgram(in directory: String, ledger: LedgerID) throws -> Identity {
    let program = try Identity.generate(
      ledger: ledger, actor: programActor, handle: programHandle,
      enrolment: Genesis.administratorEnrolment + 1)
    try IdentityFile.write(program, to: programIdentityPath(in: directory), protection: .none)
    return program
  }

  static func enrolledProgram(_ program: Identity) -> ClinicalEvent {
    var enrolled = StaffEnrolled()
    enrolled.actor = program.actor
    enrolled.handle = program.handle
    enrolled.displayName = "Candor"
    enrolled.role = .program
    return .staff(.staffEnrolled(enrolled))
  }
}
