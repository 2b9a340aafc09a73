internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import SessionKeys

/// `candor sign-in`.
struct SignIn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-in",
    abstract:
      "Sign in on this terminal: your key acts until it is locked, left idle or signed out.",
    discussion: """
      Asks for the passphrase, and for a PIN of 4 to 8 digits to unlock with (Enter: none). Whoever was signed in here is \
      locked. The clinic's policy says how long a session lasts, unused and at all.

      The keys lie in the kernel's key store, for this terminal session and this ledger alone; where there is none, in a \
      private directory in memory. CANDOR_SESSION_STORE=kernel or folder allows only the one.

      With --passphrase-fd the passphrase is the first line, and the PIN the second.

      Example:
        candor sign-in nurse.reed
      """)

  @Argument(help: "The sign-in name, or an identity file's path.")
  var name: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    guard ledger.actingAs == nil else {
      throw ProgramError.usage("sign-in takes the name by itself; leave --as out")
    }
    let context = try ledger.open()
    let place = try SessionLocation(context)
    let secrets = SignInSecrets(descriptor: ledger.passphraseFd, terminal: context.terminal)
    let path = try IdentityLocation(ledger).path(of: name)
    let identity = try context.openIdentity(at: path) {
      try secrets.secret("Passphrase of \($0):")
    }
    let label = try context.admit(identity).label
    let pin = try secrets.newPIN()
    let record = try place.sessions.open(
      identity, pin: pin, limits: place.limits, nowMicroseconds: place.nowMicroseconds)
    let answer = SessionAnswer(context: context, place: place)
    var json = try answer.json(record)
    json["role"] = .string(label.role.identifier)
    json["unlocks_with"] = .string(
      pin != nil ? "pin" : try IdentityFile.peek(path).isSealed ? "passphrase" : "nothing")
    try context.answer(
      text: ([
        "Signed in: \(record.handle), \(label.role.words), in \(context.clinic.origin)",
        "  unlocks    \(unlocking(pin, label: try IdentityFile.peek(path)))",
      ] + (try answer.lines(record)))
      .joined(separator: "\n"),
      json: try JSONValue.object(json).text())
  }

  private func unlocking(_ pin: PIN?, label: IdentityLabel) -> String {
    if pin != nil { return "with the PIN" }
    return label.isSealed ? "with the passphrase" : "without a secret: its identity has none"
  }
}
